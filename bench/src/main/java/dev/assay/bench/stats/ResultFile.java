package dev.assay.bench.stats;

import dev.assay.reports.run.BenchMicro;
import dev.assay.reports.run.BenchRepeat;
import dev.assay.reports.run.BenchResult;
import dev.assay.reports.run.BenchRow;
import dev.assay.reports.run.RunFiles;
import dev.assay.reports.run.RunFolder;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Results of a file or run folder: JMH's own JSON, or {@code bench.json}. */
public final class ResultFile {
    private static final JsonMapper JSON = new JsonMapper();
    /** Bytes for each operation, of JMH's gc profiler: its other figures follow from this one. */
    private static final String ALLOCATED = "gc.alloc.rate.norm";
    /** No object is smaller: less is what the harness itself allocated meanwhile. */
    private static final double BYTES_MIN = 1;

    private ResultFile() {}

    /**
     * What was measured under one name.
     *
     * @param moreIsBetter rates, and not times
     */
    public record Series(List<Double> samples, boolean moreIsBetter, String unit) {}

    /**
     * Reads series by name.
     *
     * @param path a file of JMH ({@code -rf json}), a run folder, or its {@code bench.json}
     * @throws IllegalArgumentException with what was expected
     */
    public static Map<String, Series> read(Path path) throws IOException {
        BenchResult result = result(path);
        Map<String, Series> series = new LinkedHashMap<>();
        for (BenchRow row : result.rows()) {
            String name = row.system() + " " + row.test() + " " + row.driver() + " -c "
                    + row.clients() + " -P " + row.pipeline()
                    + (row.ratePerSecond() == null ? "" : " at " + row.ratePerSecond() + "/s");
            List<Double> rates =
                    row.repeats().stream().map(BenchRepeat::okPerSecond).toList();
            series.put(name, new Series(rates, true, "/s"));
        }
        for (BenchMicro micro : result.micros()) {
            boolean rate = micro.mode().equals("thrpt");
            String name = micro.benchmark()
                    + (micro.parameters().isEmpty() ? "" : " " + micro.parameters())
                    + " " + micro.mode() + " -t " + micro.threads();
            series.put(name, new Series(micro.samples(), rate, " " + micro.unit()));
        }
        return series;
    }

    private static BenchResult result(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return RunFolder.read(path)
                    .bench()
                    .orElseThrow(() -> new IllegalArgumentException(
                            path + ": expected a run folder with " + RunFiles.BENCH));
        }
        if (!Files.isRegularFile(path)) {
            throw new IllegalArgumentException(
                    path + ": expected JMH's JSON, a run folder or its " + RunFiles.BENCH);
        }
        if (String.valueOf(path.getFileName()).equals(RunFiles.BENCH)) {
            return result(Objects.requireNonNull(path.toAbsolutePath().getParent()));
        }
        return new BenchResult(true, List.of(), jmh(path), List.of());
    }

    /** Results in JMH's JSON. */
    public static List<BenchMicro> jmh(Path file) throws IOException {
        try {
            JsonNode all = JSON.readTree(Files.readString(file));
            if (!all.isArray()) {
                throw new IllegalArgumentException(file + ": expected an array, as JMH writes");
            }
            List<BenchMicro> results = new ArrayList<>();
            for (JsonNode one : all) {
                String mode = one.path("mode").asString("");
                results.add(micro(one, mode, one.path("primaryMetric")));
                one.path("secondaryMetrics").properties().stream()
                        .filter(metric -> metric.getKey().endsWith(ALLOCATED))
                        .filter(metric -> metric.getValue().path("score").asDouble() >= BYTES_MIN)
                        .forEach(metric -> results.add(micro(one, ALLOCATED, metric.getValue())));
            }
            return results;
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    file + ": expected JMH's JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** Of the score, or of what a profiler measured besides. */
    private static BenchMicro micro(JsonNode one, String mode, JsonNode metric) {
        String[] names = one.path("benchmark").asString("").split("\\.");
        int last = names.length - 1;
        Map<String, String> parameters = new LinkedHashMap<>();
        one.path("params")
                .properties()
                .forEach(
                        entry -> parameters.put(entry.getKey(), entry.getValue().asString("")));
        List<Double> samples = new ArrayList<>();
        metric.path("rawData")
                .forEach(fork -> fork.forEach(score -> samples.add(score.asDouble())));
        double error = metric.path("scoreError").asDouble(0);
        return new BenchMicro(
                last < 1 ? names[last] : names[last - 1] + "." + names[last],
                parameters,
                mode,
                one.path("threads").asInt(1),
                metric.path("scoreUnit").asString(""),
                metric.path("score").asDouble(),
                Double.isFinite(error) ? error : 0,
                samples);
    }
}
