package dev.assay.reports.run;

import dev.assay.checker.verdict.Verdict;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/**
 * One line of a benchmark: the same load on the same system, measured several times.
 *
 * @param system name of the system under test, or its address
 * @param test such as {@code SET}, {@code GET} or {@code ycsb-a}
 * @param driver what made the load: {@code jedis}, {@code netty} or {@code redis-benchmark}
 * @param durability what an acknowledged write has survived; "not stated" of a mere address
 * @param readLevel such as {@code linearizable}
 * @param nodes of the system; 0 when not known
 * @param clients connections
 * @param pipeline requests in one sending
 * @param payload size of the values in words, such as {@code 3 bytes}
 * @param ratePerSecond that was offered; null in a closed loop
 * @param repeats measurements, in the order in which they were made
 * @param verdict of the operations that a verifying client recorded beside the load; null where
 *     nobody verified
 * @param verdictWhy one sentence
 * @param run name of the run folder, beside this one, that holds the history behind the verdict; null
 *     when it is this folder or there is none
 */
public record BenchRow(
        String system,
        String test,
        String driver,
        String durability,
        String readLevel,
        int nodes,
        int clients,
        int pipeline,
        String payload,
        @Nullable Double ratePerSecond,
        List<BenchRepeat> repeats,
        Verdict.@Nullable Word verdict,
        String verdictWhy,
        @Nullable String run) {

    /** What stands for a verdict where nobody verified. */
    public static final String UNVERIFIED = "unverified";

    public BenchRow {
        Objects.requireNonNull(system, "system");
        Objects.requireNonNull(test, "test");
        Objects.requireNonNull(driver, "driver");
        Objects.requireNonNull(durability, "durability");
        Objects.requireNonNull(readLevel, "readLevel");
        Objects.requireNonNull(payload, "payload");
        Objects.requireNonNull(verdictWhy, "verdictWhy");
        repeats = List.copyOf(repeats);
    }

    /** A row that nobody verified. */
    public static BenchRow unverified(
            String system,
            String test,
            String driver,
            String durability,
            String readLevel,
            int nodes,
            int clients,
            int pipeline,
            String payload,
            @Nullable Double ratePerSecond,
            List<BenchRepeat> repeats) {
        return new BenchRow(
                system,
                test,
                driver,
                durability,
                readLevel,
                nodes,
                clients,
                pipeline,
                payload,
                ratePerSecond,
                repeats,
                null,
                "nobody verified",
                null);
    }

    /** The same row with a verdict; run as in the record. */
    public BenchRow judged(Verdict.Word word, String why, @Nullable String judgedRun) {
        return new BenchRow(
                system,
                test,
                driver,
                durability,
                readLevel,
                nodes,
                clients,
                pipeline,
                payload,
                ratePerSecond,
                repeats,
                word,
                why,
                judgedRun);
    }

    /** Median of the repeats' throughput; 0 without repeats. */
    public double medianPerSecond() {
        double[] sorted = sortedPerSecond();
        int half = sorted.length / 2;
        if (sorted.length == 0) {
            return 0;
        }
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /** The slowest repeat; 0 without repeats. */
    public double minPerSecond() {
        double[] sorted = sortedPerSecond();
        return sorted.length == 0 ? 0 : sorted[0];
    }

    /** The fastest repeat; 0 without repeats. */
    public double maxPerSecond() {
        double[] sorted = sortedPerSecond();
        return sorted.length == 0 ? 0 : sorted[sorted.length - 1];
    }

    /**
     * Standard deviation (n - 1) of the repeats' throughput over its mean; 0 for fewer than two
     * repeats.
     */
    public double coefficientOfVariation() {
        if (repeats.size() < 2) {
            return 0;
        }
        double mean =
                repeats.stream().mapToDouble(BenchRepeat::okPerSecond).average().orElse(0);
        double squares = repeats.stream()
                .mapToDouble(repeat -> Math.pow(repeat.okPerSecond() - mean, 2))
                .sum();
        return mean == 0 ? 0 : Math.sqrt(squares / (repeats.size() - 1)) / mean;
    }

    private double[] sortedPerSecond() {
        return repeats.stream().mapToDouble(BenchRepeat::okPerSecond).sorted().toArray();
    }
}
