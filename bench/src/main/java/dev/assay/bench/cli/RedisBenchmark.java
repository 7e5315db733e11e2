package dev.assay.bench.cli;

import dev.assay.reports.run.BenchLatency;
import dev.assay.reports.run.BenchRepeat;

import org.jspecify.annotations.Nullable;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The real redis-benchmark, where it is on the PATH: run for comparison, its CSV read. */
final class RedisBenchmark {
    static final String PROGRAM = "redis-benchmark";

    private static final int TEST_COLUMN = 0;
    private static final int RPS_COLUMN = 1;

    private final String program;
    private volatile @Nullable Process running;
    private volatile boolean stopped;

    private RedisBenchmark(String program) {
        this.program = program;
    }

    /** Looks for it on the PATH. */
    static Optional<RedisBenchmark> find() {
        String path = System.getenv().getOrDefault("PATH", "");
        for (String folder : path.split(File.pathSeparator)) {
            Path program = Path.of(folder, PROGRAM);
            if (Files.isExecutable(program)) {
                return Optional.of(new RedisBenchmark(program.toString()));
            }
        }
        return Optional.empty();
    }

    /**
     * Runs it with {@code --csv}.
     *
     * @return requests per second by test, in its order
     */
    Map<String, Double> run(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(arguments);
        command.add("--csv");
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        running = process;
        try {
            if (stopped) {
                process.destroyForcibly();
            }
            process.getOutputStream().close();
            String out =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = process.waitFor();
            if (exit != 0 && !stopped) {
                throw new IOException(String.join(" ", command) + " ended with exit code " + exit
                        + "; it stops at the first error reply");
            }
            return parse(out);
        } finally {
            running = null;
            process.destroyForcibly();
        }
    }

    /** A rate as a measurement. */
    static BenchRepeat repeat(long requests, double perSecond) {
        return new BenchRepeat(
                perSecond == 0 ? 0 : requests / perSecond,
                perSecond == 0 ? 0 : requests,
                Map.of(),
                BenchLatency.NONE,
                BenchLatency.NONE,
                BenchLatency.NONE);
    }

    /** Ends what is under way; any thread. */
    void stop() {
        stopped = true;
        Process process = running;
        if (process != null) {
            process.destroyForcibly();
        }
    }

    static Map<String, Double> parse(String csv) {
        Map<String, Double> rates = new LinkedHashMap<>();
        for (String line : csv.split("\n")) {
            // A title has commas, but never the sequence that ends a column.
            String[] columns = line.strip().replaceAll("^\"|\"$", "").split("\",\"");
            if (columns.length > RPS_COLUMN && !columns[RPS_COLUMN].equals("rps")) {
                rates.put(columns[TEST_COLUMN], Double.parseDouble(columns[RPS_COLUMN]));
            }
        }
        return rates;
    }
}
