package dev.assay.chaos.cli;

import dev.assay.chaos.scenario.Slo;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.time.Duration;

/** What a user asks beyond safety; missing it makes the exit status 1. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class SloOptions {

    @Option(
            names = "--slo-availability",
            paramLabel = "PERCENT",
            description =
                    "Of the operations during a fault that leaves a majority whole, how many must be"
                            + " answered.")
    private @Nullable Double availability;

    @Option(
            names = "--slo-new-leader-ms",
            paramLabel = "MS",
            description = "How long it may take until another node leads.")
    private @Nullable Long newLeaderMs;

    @Option(
            names = "--slo-silence-ms",
            paramLabel = "MS",
            description = "The longest time in which nobody is answered.")
    private @Nullable Long silenceMs;

    @Option(
            names = "--slo-p999-ms",
            paramLabel = "MS",
            description = "p99.9 of the answered operations during a fault.")
    private @Nullable Long p999Ms;

    @Option(
            names = "--slo-whole-again-ms",
            paramLabel = "MS",
            description = "From healing until all nodes are ready.")
    private @Nullable Long wholeAgainMs;

    boolean asked() {
        return availability != null
                || newLeaderMs != null
                || silenceMs != null
                || p999Ms != null
                || wholeAgainMs != null;
    }

    /** These, and the scenario's own where these ask for nothing. */
    Slo over(Slo own) {
        return new Slo(
                availability == null ? own.availabilityPercentMin() : availability,
                millis(newLeaderMs, own.newLeaderMax()),
                millis(silenceMs, own.errorWindowMax()),
                millis(p999Ms, own.p999Max()),
                millis(wholeAgainMs, own.wholeAgainMax()));
    }

    private static @Nullable Duration millis(@Nullable Long asked, @Nullable Duration own) {
        return asked == null ? own : Duration.ofMillis(asked);
    }
}
