package dev.assay.bench.cli;

import dev.assay.bench.drive.LoadPlan;
import dev.assay.bench.generator.Command;
import dev.assay.bench.generator.Template;
import dev.assay.bench.measure.Measurer;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Lets the JVM compile what a load runs through, by commands that leave the data alone. */
final class WarmUp {
    private static final Duration TIME = Duration.ofSeconds(1);
    /** Once more: the JVM compiles most of it in the first load, the start of a load in the second. */
    private static final int ROUNDS = 2;

    private static final Command PING = Command.of(0, "PING".getBytes(StandardCharsets.US_ASCII));

    private WarmUp() {}

    static void pings(LoadPlan plan, Measurer measurer) throws InterruptedException {
        for (int i = 0; i < ROUNDS; i++) {
            measurer.warmUp(plan, TIME.dividedBy(ROUNDS), thread -> Template.fixed("PING", PING));
        }
    }
}
