package dev.assay.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.bench.Needed;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Output beside the real program's, with numbers taken out: the same lines in the same order. Skipped
 * where redis is not installed, unless ASSAY_EXPECT_REDIS says that it must be there.
 */
class RealRedisBenchmarkIT {
    @TempDir
    static Path folder;

    private static RedisServer server;
    /** Two masters, each with half of the slots. */
    private static RedisServer[] masters;

    @BeforeAll
    static void start() throws Exception {
        Needed.redisBenchmark();
        server = RedisServer.start(folder);
        masters = new RedisServer[2];
        int[] busPorts = {RedisServer.freePort(), RedisServer.freePort()};
        for (int i = 0; i < masters.length; i++) {
            masters[i] = RedisServer.start(
                    folder,
                    "--cluster-enabled",
                    "yes",
                    "--cluster-port",
                    "" + busPorts[i],
                    "--cluster-config-file",
                    "nodes-" + i + ".conf");
        }
        masters[0].cluster("ADDSLOTSRANGE 0 8191");
        masters[1].cluster("ADDSLOTSRANGE 8192 16383");
        masters[1].cluster("MEET 127.0.0.1 " + masters[0].port() + " " + busPorts[0]);
        for (RedisServer master : masters) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> master.cluster("INFO").contains("cluster_state:ok"));
        }
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
            for (RedisServer master : masters) {
                master.close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-n 200 -q",
                "-n 200 --csv",
                "-n 200 -t set,get,lrange_100,mset",
                "-n 200 -c 5 -d 10 -r 100 -P 4 -t set,incr,ping",
                "-n 200 -k 0 -c 2 -t ping_mbulk",
                "-n 200 -3 --dbnum 2 -q -t sadd,spop",
                "-n 200 --threads 2 -t get",
                "-n 200 --csv -t nosuch",
                "-n 200 -q -t nosuch",
                "-n 200 -q eval return(1) 0",
                "-n 200 -q nosuchcommand",
                "-n 200 --cluster -t get",
            })
    void the_output_is_that_of_redis_benchmark(String arguments) throws Exception {
        compare(server.port(), arguments);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-n 200 --cluster -q",
                "-n 200 --cluster --csv -r 100 -t set,get,lrange_100,mset",
                "-n 200 --cluster -t set,ping",
                "-n 200 --cluster -c 6 --threads 4 -P 2 -t incr",
                "-n 200 --cluster -q set key:{tag} 1",
            })
    void on_a_cluster_too(String arguments) throws Exception {
        compare(masters[0].port(), arguments);
    }

    private static void compare(int port, String arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of("-p", "" + port));
        words.addAll(List.of(arguments.split(" ")));
        assertThat(normalized(ours(words))).isEqualTo(normalized(theirs(words)));
    }

    private record Output(int exit, String out, String err) {}

    private static Output ours(List<String> words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> all =
                new ArrayList<>(List.of("--out", folder.resolve("runs").toString()));
        all.addAll(words);
        int exit = new CommandLine(new BenchCommand())
                .setStopAtPositional(true)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all.toArray(String[]::new));
        return new Output(exit, out.toString(), err.toString());
    }

    private static Output theirs(List<String> words) throws Exception {
        List<String> command = new ArrayList<>(List.of("redis-benchmark"));
        command.addAll(words);
        Path err = folder.resolve("err");
        Process process =
                new ProcessBuilder(command).redirectError(err.toFile()).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Output(process.waitFor(), out, Files.readString(err));
    }

    /** Without what is written over at a terminal, and without what is measured. */
    private static String normalized(Output output) {
        StringBuilder text = new StringBuilder();
        String last = "";
        for (String line : output.out.split("\n", -1)) {
            String shown = line.substring(line.lastIndexOf('\r') + 1)
                    // What it makes of a test that is over within its first millisecond.
                    .replaceAll("(?<![a-z])(inf|-?nan)(?![a-z])", "0.00")
                    .replaceAll("\"[0-9]+\\.[0-9]{2}\"", "\"R\"")
                    .replaceAll("\"[0-9]+\\.[0-9]{3}\"", "\"L\"")
                    .replaceAll(
                            "[0-9]+\\.[0-9]{3}% <= [0-9]+\\.[0-9]{3} m(.*)count [0-9]+", "ROW$1")
                    .replaceAll("in [0-9]+\\.[0-9]{2} seconds", "in S seconds")
                    .replaceAll("[0-9]+\\.[0-9]{2} requests", "R requests")
                    .replaceAll("p50=[0-9]+\\.[0-9]{3}", "p50=L")
                    .replaceAll(" {4,}[0-9]+\\.[0-9]{3}", " L");
            // How many rows a distribution has is measured, too.
            if (!(shown.startsWith("ROW") && shown.equals(last))) {
                text.append(shown).append('\n');
            }
            last = shown;
        }
        // What is written over when a run ends by an error has no end of line.
        String shown = output.exit == 0 ? text.toString() : "";
        String err = output.err.replaceAll("(?m)(Keepalive disabled).*$", "$1").strip();
        return "exit " + output.exit + "\n" + err + "\n" + shown;
    }
}
