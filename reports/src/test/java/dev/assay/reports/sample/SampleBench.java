package dev.assay.reports.sample;

import dev.assay.checker.verdict.Verdict;
import dev.assay.reports.run.BenchLatency;
import dev.assay.reports.run.BenchMicro;
import dev.assay.reports.run.BenchRepeat;
import dev.assay.reports.run.BenchResult;
import dev.assay.reports.run.BenchRow;
import dev.assay.reports.run.Machine;
import dev.assay.reports.run.RunFolderWriter;
import dev.assay.reports.run.RunSpec;

import org.HdrHistogram.Histogram;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A benchmark that never took place: two systems, closed and open loops, and some of JMH. */
public final class SampleBench {

    private static final int REPEATS = 5;

    private final Random random;
    private final String name;
    private final long seed;

    private SampleBench(String name, long seed) {
        this.name = name;
        this.seed = seed;
        this.random = new Random(seed);
    }

    /** Writes the run folder, and returns it. */
    public static Path write(Path runs, String name, long seed) throws IOException {
        return new SampleBench(name, seed).write(runs);
    }

    private Path write(Path runs) throws IOException {
        RunSpec spec = RunSpec.builder(name, seed)
                .system("hraftd", "0.1.0")
                .nodes(List.of("n1"))
                .durability("fsync always")
                .readLevel("linearizable")
                .machine(new Machine("Linux 6.1 amd64", 2, 8L << 30, "17.0.15 (Debian)"))
                .startedAt(Instant.parse("2026-11-23T22:45:01Z").plusSeconds(seed * 3600))
                .duration(Duration.ofSeconds(60))
                .replayCommand("./assay bench --seed " + seed)
                .build();
        List<BenchRow> rows = new ArrayList<>();
        for (String test : List.of("SET", "GET")) {
            for (int clients : new int[] {1, 20, 50, 100}) {
                rows.add(row("hraftd", test, clients, null, 0.8, null));
                rows.add(row("redis-server", test, clients, null, 1, null));
            }
        }
        for (double rate : new double[] {2_000, 8_000, 16_000, 24_000}) {
            rows.add(row("hraftd", "SET", 50, rate, 0.8, Verdict.Word.VALID));
        }
        List<BenchMicro> micros = List.of(
                micro("RespDecoderBenchmark.decode", Map.of("size", "10"), 4.2, 0.2, "ops/us"),
                micro("RespDecoderBenchmark.decode", Map.of("size", "1000"), 1.9, 0.1, "ops/us"),
                micro("StoreBenchmark.apply", Map.of(), 812, 44, "ns/op"));
        try (RunFolderWriter run = RunFolderWriter.create(runs, spec)) {
            run.writeBench(new BenchResult(
                    true,
                    rows,
                    micros,
                    List.of("Both systems ran on the machine that loaded them.")));
            return run.folder();
        }
    }

    private BenchRow row(
            String system,
            String test,
            int clients,
            Double rate,
            double speed,
            Verdict.Word verdict) {
        double top = 30_000 * speed * clients / (clients + 12.0);
        List<BenchRepeat> repeats = new ArrayList<>();
        for (int i = 0; i < REPEATS; i++) {
            double perSecond =
                    (rate == null ? top : Math.min(rate, top)) * (1 + random.nextGaussian() * 0.03);
            Histogram latencies = new Histogram(3);
            double wait = rate == null ? clients / top : 0.0006 / Math.max(0.03, 1 - rate / top);
            for (int k = 0; k < 2_000; k++) {
                latencies.recordValue((long) (wait * 1e9 * Math.exp(random.nextGaussian() * 0.5)));
            }
            BenchLatency latency = BenchLatency.of(latencies);
            repeats.add(new BenchRepeat(
                    10,
                    (long) (perSecond * 10),
                    i == 2 && clients == 100 ? Map.of("timeout", 3L) : Map.of(),
                    latency,
                    latency,
                    BenchLatency.NONE));
        }
        return new BenchRow(
                system,
                test,
                "jedis",
                "fsync always",
                "linearizable",
                1,
                clients,
                1,
                "3 bytes",
                rate,
                repeats,
                verdict,
                verdict == null ? "nobody verified" : "all operations fit the model",
                null);
    }

    private static BenchMicro micro(
            String benchmark,
            Map<String, String> parameters,
            double score,
            double error,
            String unit) {
        return new BenchMicro(
                benchmark,
                parameters,
                unit.startsWith("ops") ? "thrpt" : "avgt",
                1,
                unit,
                score,
                error,
                List.of(score - error / 2, score + error / 2));
    }
}
