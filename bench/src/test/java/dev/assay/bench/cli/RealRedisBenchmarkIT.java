package dev.assay.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import picocli.CommandLine;

import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Output beside the real program's, with numbers taken out: the same lines in the same order. Skipped
 * where redis is not installed, unless ASSAY_EXPECT_REDIS says that it must be there.
 */
class RealRedisBenchmarkIT {
    @TempDir
    static Path folder;

    private static int port;
    private static final List<Process> SERVERS = new ArrayList<>();
    /** Of a cluster of two masters. */
    private static int clusterPort;

    @BeforeAll
    static void startServer() throws Exception {
        boolean installed = onPath("redis-server") && onPath("redis-benchmark");
        if (System.getenv("ASSAY_EXPECT_REDIS") != null) {
            assertThat(installed)
                    .as("redis-server and redis-benchmark on the PATH")
                    .isTrue();
        }
        assumeThat(installed).as("redis-server and redis-benchmark on the PATH").isTrue();
        port = start(freePort());
        clusterPort = startCluster();
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return free.getLocalPort();
        }
    }

    private static int start(int port, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of("redis-server", "--port", "" + port));
        command.addAll(List.of("--bind", "127.0.0.1", "--save", "", "--dir", folder.toString()));
        command.addAll(List.of(more));
        SERVERS.add(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("redis-" + port + ".log").toFile())
                .start());
        await().until(() -> answers(port));
        return port;
    }

    /** Two masters, each with half of the slots. */
    private static int startCluster() throws IOException {
        int[] ports = {freePort(), freePort()};
        int[] busPorts = {freePort(), freePort()};
        String[] slots = {"0 8191", "8192 16383"};
        for (int i = 0; i < ports.length; i++) {
            start(
                    ports[i],
                    "--cluster-enabled",
                    "yes",
                    "--cluster-port",
                    "" + busPorts[i],
                    "--cluster-config-file",
                    "nodes-" + i + ".conf");
            cluster(ports[i], "ADDSLOTSRANGE " + slots[i]);
        }
        cluster(ports[1], "MEET 127.0.0.1 " + ports[0] + " " + busPorts[0]);
        for (int port : ports) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> cluster(port, "INFO").contains("cluster_state:ok"));
        }
        return ports[0];
    }

    private static String cluster(int port, String subcommand) {
        try (Jedis node = new Jedis("127.0.0.1", port)) {
            Object reply = node.sendCommand(Protocol.Command.CLUSTER, subcommand.split(" "));
            return new String((byte[]) reply, StandardCharsets.US_ASCII);
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @AfterAll
    static void stopServer() throws Exception {
        for (Process server : SERVERS) {
            server.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    private static boolean onPath(String program) {
        for (String part : System.getenv("PATH").split(File.pathSeparator)) {
            if (Files.isExecutable(Path.of(part, program))) {
                return true;
            }
        }
        return false;
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
        compare(port, arguments);
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
        compare(clusterPort, arguments);
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
