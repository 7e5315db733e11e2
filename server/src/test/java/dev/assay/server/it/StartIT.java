package dev.assay.server.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server that cannot start says why in one line, and exits with 1. */
@Timeout(120)
class StartIT {

    @TempDir
    Path home;

    private record Ended(int status, String output) {}

    private static Ended run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(List.of("-jar", Path.of("target", "hraftd.jar").toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return new Ended(process.exitValue(), output);
        } finally {
            process.destroyForcibly();
        }
    }

    private static void failsWith(Ended ended, String text) {
        assertThat(ended.output()).contains("hraftd: ").contains(text);
        assertThat(ended.status()).isEqualTo(1);
    }

    @Test
    void without_a_directory() throws Exception {
        assertThat(run())
                .isEqualTo(new Ended(
                        1, "hraftd: no Raft storage directory specified; try hraftd --help\n"));
    }

    @Test
    void with_a_flag_that_it_does_not_know() throws Exception {
        failsWith(run("-nosuch", home.toString()), "-nosuch");
    }

    @Test
    void with_an_address_that_is_none() throws Exception {
        failsWith(run("--haddr", "nowhere", home.toString()), "-haddr: 'nowhere'");
    }

    @Test
    void on_a_port_that_is_taken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            failsWith(
                    run("-haddr", ":" + taken.getLocalPort(), "-raddr", ":0", home.toString()),
                    "cannot listen on 127.0.0.1:" + taken.getLocalPort() + " for HTTP");
        }
    }

    /** The JVM says nothing where it cannot use an archive, and only starts more slowly. */
    @Test
    void with_the_classes_that_the_build_has_recorded() {
        assertThat(ServerProcess.CLASSES).as("the build says why it is missing").exists();
        try (ServerProcess node = new ServerProcess(home, "node")) {
            node.jvmFlag("-Xlog:class+load");
            node.start().awaitReady();
            assertThat(node.log())
                    .contains("dev.assay.server.node.Node source: shared objects file (top)");
        }
    }

    @Test
    void when_no_member_takes_it_in() throws Exception {
        List<Integer> ports = Ports.free(4);
        Ended ended = run(
                "-haddr",
                ":" + ports.get(0),
                "-raddr",
                ":" + ports.get(1),
                "-redisPort",
                "" + ports.get(2),
                "-join",
                ":" + ports.get(3),
                home.toString());
        failsWith(ended, "cannot join through 127.0.0.1:" + ports.get(3));
    }
}
