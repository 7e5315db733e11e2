package dev.assay.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.bench.Needed;
import dev.assay.reports.run.BenchResult;
import dev.assay.reports.run.BenchRow;
import dev.assay.reports.run.RunFolder;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Each option of honest load, seen at a real redis-server; skipped where there is none. */
class HonestLoadIT {
    private static final Path ENV = Path.of("/usr/bin/env");

    @TempDir
    static Path folder;

    @TempDir
    Path runs;

    private static RedisServer server;
    private static RedisServer other;

    @BeforeAll
    static void start() throws Exception {
        Needed.redisServer();
        server = RedisServer.start(folder);
        other = RedisServer.start(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
            other.close();
        }
    }

    @BeforeEach
    void empty() {
        for (RedisServer each : List.of(server, other)) {
            each.ask(jedis -> jedis.flushAll() + jedis.configResetStat());
        }
    }

    private String bench(String arguments) {
        StringWriter out = new StringWriter();
        int exit = new CommandLine(new BenchCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(words(arguments).toArray(String[]::new));
        assertThat(exit).as(out.toString()).isZero();
        assertThat(out.toString()).as("nobody watches").doesNotContain("\r");
        return out.toString();
    }

    private List<String> words(String arguments) {
        List<String> words = new ArrayList<>(List.of("--out", runs.toString()));
        if (!arguments.contains("--endpoints")) {
            words.addAll(List.of("-p", "" + server.port()));
        }
        words.addAll(List.of(arguments.split(" ")));
        return words;
    }

    private BenchResult result() throws Exception {
        RunFolder run = run();
        assertThat(run.problems()).isEmpty();
        return run.bench().orElseThrow();
    }

    private RunFolder run() throws Exception {
        try (Stream<Path> folders = Files.list(runs)) {
            return RunFolder.read(folders.findFirst().orElseThrow());
        }
    }

    private BenchRow wholeRow() throws Exception {
        BenchResult result = result();
        assertThat(result.whole()).isTrue();
        assertThat(result.rows()).hasSize(1);
        assertThat(result.rows().get(0).repeats())
                .allSatisfy(repeat -> assertThat(repeat.errors()).isEmpty());
        return result.rows().get(0);
    }

    @Test
    void the_highest_rate_within_a_limit_is_looked_for() throws Exception {
        String out = bench("-t get -c 4 --find-max --p99 2000 --time 0.2 --warmup 0");
        assertThat(out)
                .containsPattern("GET: up to [0-9,]+ requests per second with p99 <= 2000.000 ms");
        assertThat(result().rows()).extracting(BenchRow::ratePerSecond).contains(1_000.0, 2_000.0);
    }

    @Test
    void an_open_loop_keeps_its_rate_and_its_repeats() throws Exception {
        bench("-t set -c 4 --rate 2000:poisson --time 0.5 --repeats 3 --warmup 0");
        BenchRow row = wholeRow();
        assertThat(row.repeats()).hasSize(3);
        assertThat(row.ratePerSecond()).isEqualTo(2_000);
        assertThat(row.repeats()).allSatisfy(repeat -> {
            assertThat(repeat.ok()).isBetween(700L, 1_300L);
            assertThat(repeat.lateness().count()).isEqualTo(repeat.ok());
        });
        assertThat(run().spec().orElseThrow().gitRevision()).isNotBlank();
    }

    @Test
    void connections_are_spread_over_endpoints() throws Exception {
        bench("--endpoints " + server.address() + "," + other.address()
                + " -t set -c 4 -n 2000 --repeats 1 --warmup 0");
        long here = server.info("commandstats", "cmdstat_set:calls");
        long there = other.info("commandstats", "cmdstat_set:calls");
        assertThat(here).isPositive();
        assertThat(there).isPositive();
        assertThat(here + there).isEqualTo(2_000);
    }

    @Test
    void connections_are_churned() throws Exception {
        long before = server.info("stats", "total_connections_received");
        bench("-t set -c 2 -n 400 --churn 10 --warmup 0");
        assertThat(wholeRow().repeats().get(0).ok()).isEqualTo(400);
        assertThat(server.info("stats", "total_connections_received") - before)
                .isGreaterThanOrEqualTo(40);
    }

    @ParameterizedTest
    @CsvSource({"a,set", "b,set", "c,get", "d,set", "e,mget", "f,set"})
    void a_mix_by_ycsbs_name(String letter, String command) throws Exception {
        bench("--workload " + letter + " -n 600 -c 4 --records 100 --warmup 0");
        assertThat(wholeRow().test()).isEqualTo("ycsb-" + letter);
        assertThat(wholeRow().repeats().get(0).ok()).isEqualTo(600);
        long stored = command.equals("set") ? 100 : 0;
        assertThat(server.info("commandstats", "cmdstat_" + command + ":calls"))
                .isGreaterThan(stored);
    }

    @ParameterizedTest
    @CsvSource({
        "uniform:50,50,50",
        "sequential:700,700,700",
        "hot:100:90,20,100",
        "zipfian:100,20,100"
    })
    void keys_are_drawn_as_asked_for(String keys, long least, long most) throws Exception {
        bench("-t set -n 2000 -c 4 --keys " + keys + " --warmup 0 --repeats 1");
        assertThat(wholeRow().repeats().get(0).ok()).isEqualTo(2_000);
        long stored = server.ask(jedis -> jedis.dbSize());
        assertThat(stored).isBetween(least, most);
    }

    @ParameterizedTest
    @ValueSource(strings = {"20..30", "20=90,30=10", "25"})
    void values_are_as_long_as_asked_for(String sizes) throws Exception {
        bench("--workload 0:100 --records 20 -n 400 -c 2 --value-size " + sizes + " --warmup 0");
        assertThat(wholeRow().payload()).contains("bytes");
        List<Long> lengths =
                server.ask(jedis -> jedis.keys("*").stream().map(jedis::strlen).toList());
        assertThat(lengths)
                .isNotEmpty()
                .allSatisfy(length -> assertThat(length).isBetween(20L, 30L));
    }

    @Test
    void an_interrupted_run_tells_what_it_measured_and_leaves_a_folder_to_read() throws Exception {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(ENV) && Files.exists(Path.of("/proc/self"))) {
            // A shell in the background ignores SIGINT, and children inherit that.
            command.addAll(List.of(ENV.toString(), "--default-signal=INT"));
        }
        command.addAll(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                BenchMain.class.getName()));
        command.addAll(words("-t set -c 4 --time 600 --warmup 0"));
        Path out = folder.resolve("interrupted");
        Process bench = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            await().atMost(30, TimeUnit.SECONDS)
                    .until(() -> server.info("commandstats", "cmdstat_set:calls") > 1_000);
            new ProcessBuilder("kill", "-INT", "" + bench.pid()).start().waitFor();
            assertThat(bench.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            bench.destroyForcibly();
        }
        assertThat(bench.exitValue()).isEqualTo(130);
        assertThat(Files.readString(out)).contains("| SET ", "run folder: ").doesNotContain("\r");
        BenchResult result = result();
        assertThat(result.whole()).isFalse();
        assertThat(result.rows().get(0).repeats().get(0).ok()).isGreaterThan(1_000);
        assertThat(run().spec()).isPresent();
    }
}
