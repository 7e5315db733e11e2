package dev.assay.chaos.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A real server as a child process. */
@Timeout(60)
class ToxiproxyProcessIT {
    @TempDir
    Path folder;

    private ToxiproxyProcess start() throws IOException {
        return ToxiproxyProcess.start(
                Target.realServer(), folder.resolve("toxiproxy.log"), Target::launch);
    }

    @Test
    void it_answers_when_it_has_started_and_says_what_it_is() throws IOException {
        try (ToxiproxyProcess server = start();
                ToxiproxyControl control = new ToxiproxyControl(server)) {
            assertThat(server.describe())
                    .startsWith("toxiproxy-server " + control.version() + " (");
            assertThat(folder.resolve("toxiproxy.log")).isNotEmptyFile();
        }
    }

    @Test
    void closing_ends_the_process_and_can_be_repeated() throws IOException {
        ToxiproxyProcess server = start();
        server.close();
        server.close();
        assertThat(ProcessHandle.of(server.pid()).map(ProcessHandle::isAlive))
                .isNotEqualTo(Optional.of(true));
        TcpClient.assertRefused(server.address().getPort());
    }

    @Test
    void its_traffic_can_be_read_when_connections_have_ended() throws IOException {
        try (ToxiproxyProcess server = start();
                ToxiproxyControl control = new ToxiproxyControl(server);
                Upstream upstream = Upstream.start()) {
            ProxyState proxy = control.createProxy("p", "127.0.0.1:0", upstream.address());
            try (TcpClient client = TcpClient.connect(proxy.listenPort())) {
                client.echo("12345");
            }
            await().untilAsserted(() -> {
                var traffic = control.traffic().get("p");
                assertThat(traffic.upstream().receivedBytes()).isEqualTo(5);
                assertThat(traffic.upstream().sentBytes()).isEqualTo(5);
                assertThat(traffic.downstream().receivedBytes()).isEqualTo(5);
            });
        }
    }
}
