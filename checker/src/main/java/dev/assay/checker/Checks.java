package dev.assay.checker;

import dev.assay.checker.engine.Exhausted;
import dev.assay.checker.history.History;
import dev.assay.checker.history.HistoryException;
import dev.assay.checker.history.Operation;
import dev.assay.checker.invariant.Check;
import dev.assay.checker.invariant.Findings;
import dev.assay.checker.invariant.JepsenChecks;
import dev.assay.checker.session.Sequential;
import dev.assay.checker.session.SessionGuarantee;
import dev.assay.checker.session.SessionGuarantee.Kind;
import dev.assay.checker.session.Staleness;
import dev.assay.checker.txn.Level;
import dev.assay.checker.txn.ListAppend;
import dev.assay.checker.txn.RwRegister;
import dev.assay.checker.verdict.Anomaly;
import dev.assay.checker.verdict.CheckResult;
import dev.assay.checker.verdict.Counterexample;
import dev.assay.checker.verdict.Verdict;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The door to all that is not linearizability: transactions, sessions, and Jepsen's checks of sets,
 * queues, counters and accounts.
 *
 * <pre>{@code
 * CheckResult result = Checks.check(history, Checks.of("list-append"), Budget.DEFAULT);
 * }</pre>
 */
public final class Checks {

    /** What {@link #of} understands, for a help text. */
    public static final List<String> NAMES = Stream.concat(
                    Stream.of("list-append", "rw-register", "sequential", "session"),
                    Stream.concat(
                            Stream.of(Kind.values()).map(Kind::word),
                            Stream.concat(Stream.of("staleness"), JepsenChecks.NAMES.stream())))
            .toList();

    private static final Pattern STALENESS = Pattern.compile("(\\d{1,9})(ms|s)?");

    private Checks() {}

    /**
     * The check of {@code NAME} or {@code NAME:DETAIL}.
     *
     * @throws IllegalArgumentException if there is none of that name, listing those there are
     */
    public static Check of(String spec) {
        int colon = spec.indexOf(':');
        String name = colon < 0 ? spec : spec.substring(0, colon);
        String detail = colon < 0 ? null : spec.substring(colon + 1);
        Check check = switch (name) {
            case "list-append" -> new ListAppend(level(detail));
            case "rw-register" -> new RwRegister(level(detail));
            case "staleness" -> staleness(detail);
            default -> JepsenChecks.of(name, detail);
        };
        check = check == null ? session(name) : check;
        if (check == null) {
            throw new IllegalArgumentException("check '" + name
                    + "': expected linearizable or one of " + String.join(", ", NAMES));
        }
        if (detail != null && !TAKES_DETAIL.contains(name)) {
            throw new IllegalArgumentException(
                    "check '" + spec + "': expected " + name + " without a detail");
        }
        return check;
    }

    private static final Set<String> TAKES_DETAIL =
            Set.of("list-append", "rw-register", "staleness", "bank", "set-full");

    private static @Nullable Check session(String name) {
        return switch (name) {
            case "sequential" -> new Sequential();
            case "session" -> new SessionGuarantee(EnumSet.allOf(Kind.class));
            default ->
                Stream.of(Kind.values())
                        .filter(kind -> kind.word().equals(name))
                        .map(kind -> new SessionGuarantee(EnumSet.of(kind)))
                        .findFirst()
                        .orElse(null);
        };
    }

    /** Of {@code 3} (versions), {@code 500ms} or {@code 2s}; null for none at all. */
    private static Check staleness(@Nullable String detail) {
        if (detail == null) {
            return new Staleness(0, 0);
        }
        Matcher matcher = STALENESS.matcher(detail);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("check 'staleness:" + detail
                    + "': expected versions or a time, such as staleness:3 or staleness:500ms");
        }
        long number = Long.parseLong(matcher.group(1));
        String unit = matcher.group(2);
        return unit == null
                ? new Staleness(number, Long.MAX_VALUE)
                : new Staleness(
                        Long.MAX_VALUE,
                        Math.multiplyExact(number, unit.equals("s") ? 1_000_000_000L : 1_000_000L));
    }

    private static Level level(@Nullable String word) {
        return word == null ? Level.STRICT_SERIALIZABLE : Level.of(word);
    }

    /**
     * Asks the check. The first anomaly gives the evidence, and the others come along. Blocks.
     *
     * @throws HistoryException if the check does not know the functions or values of the history
     */
    public static CheckResult check(History history, Check check, Budget budget)
            throws HistoryException {
        long startNanos = System.nanoTime();
        long bytes = Math.min(budget.bytes(), Runtime.getRuntime().maxMemory() / 4 * 3);
        Deadline deadline = new Deadline(System::nanoTime, budget.time().toNanos(), bytes);
        Findings findings = find(history, check, deadline, budget);
        Verdict verdict = verdict(findings);
        return new CheckResult(
                check.name(),
                verdict,
                history.size(),
                verdict instanceof Verdict.Unknown ? 0 : history.size(),
                budget.time(),
                Duration.ofNanos(System.nanoTime() - startNanos),
                budget.bytes(),
                findings.usedBytes());
    }

    private static Findings find(History history, Check check, Deadline deadline, Budget budget)
            throws HistoryException {
        if (history.size() == 0) {
            return Findings.undecided("the history is empty: nothing was checked");
        }
        try {
            return check.find(history, deadline);
        } catch (Exhausted e) {
            return Findings.undecided(
                    e.isOfMemory()
                            ? outOfMemory(budget)
                            : "out of time (" + budget.time().toMillis() + " ms)");
        } catch (OutOfMemoryError e) {
            return Findings.undecided(outOfMemory(budget));
        }
    }

    private static String outOfMemory(Budget budget) {
        return "out of memory (" + budget.bytes() + " bytes)";
    }

    private static Verdict verdict(Findings findings) {
        if (findings.anomalies().isEmpty()) {
            return findings.undecided().isEmpty()
                    ? new Verdict.Valid()
                    : new Verdict.Unknown(findings.undecided());
        }
        Anomaly first = findings.anomalies().get(0);
        List<Operation> failing = first.operations();
        return new Verdict.Invalid(new Counterexample(
                null,
                failing.get(failing.size() - 1),
                failing,
                List.of(),
                List.of(),
                first.name() + ": " + first.explanation() + others(findings.counts(), first.name()),
                findings.anomalies()));
    }

    private static String others(Map<String, Long> counts, String first) {
        Map<String, Long> others = new TreeMap<>(counts);
        others.computeIfPresent(first, (name, count) -> count == 1 ? null : count - 1);
        return others.isEmpty()
                ? ""
                : others.entrySet().stream()
                        .map(other -> other.getValue() + " " + other.getKey())
                        .collect(Collectors.joining(", ", " (and ", ")"));
    }
}
