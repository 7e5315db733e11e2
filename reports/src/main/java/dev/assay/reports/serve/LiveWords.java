package dev.assay.reports.serve;

import dev.assay.reports.run.RunNow;
import dev.assay.reports.summary.Figures;
import dev.assay.reports.text.VisibleText;

import java.time.Duration;
import java.util.Optional;

/** How far a run is, in words. */
final class LiveWords {

    private static final int WORDS_LIMIT = 300;

    private LiveWords() {}

    /** {@code 12.3 s of 36.5 s: fault kill-leader on n1 for 3.20 s (process gone: n1)}. */
    static String sentence(
            Duration elapsed, Duration planned, Optional<RunNow> now, boolean hasBegun) {
        String doing = doing(now, elapsed);
        return hasBegun
                ? time(elapsed, planned) + (doing.isEmpty() ? "" : ": " + doing)
                : doing.isEmpty() ? "The run begins." : "The run begins: " + doing;
    }

    /** {@code 12.3 s of 36.5 s}; recovery may take longer than planned. */
    static String time(Duration elapsed, Duration planned) {
        if (planned.isZero()) {
            return Figures.duration(elapsed);
        }
        return elapsed.compareTo(planned) <= 0
                ? Figures.duration(elapsed) + " of " + Figures.duration(planned)
                : "%s, %s planned".formatted(Figures.duration(elapsed), Figures.duration(planned));
    }

    /** Of the time that the load was to last; 0 where nobody planned one. */
    static double share(Duration elapsed, Duration planned) {
        return planned.isZero() ? 0 : Math.min(1, (double) elapsed.toNanos() / planned.toNanos());
    }

    /** The fault that is under way; without one, what the run says of itself. */
    static String doing(Optional<RunNow> now, Duration elapsed) {
        RunNow.Fault fault = now.map(RunNow::fault).orElse(null);
        if (fault == null) {
            return VisibleText.line(now.map(RunNow::doing).orElse(""), WORDS_LIMIT);
        }
        StringBuilder words = new StringBuilder("fault ").append(fault.name());
        if (!fault.targets().isEmpty()) {
            words.append(" on ").append(String.join(", ", fault.targets()));
        }
        words.append(" for ")
                .append(Figures.nanos(Math.max(0, elapsed.toNanos() - fault.startNanos())));
        if (fault.effect() != null) {
            words.append(" (").append(fault.effect()).append(')');
        }
        return VisibleText.line(words.toString(), WORDS_LIMIT);
    }
}
