package dev.assay.chaos.toxiproxy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A suite that the twin and a real server have to pass alike, one server for each of its classes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(NoLeaks.class)
@Timeout(60)
abstract class Conformance {
    private final Target target;
    private @Nullable ToxiproxyServer server;

    RawApi api;
    ToxiproxyControl control;
    Upstream upstream;

    Conformance(Target target) {
        this.target = target;
    }

    @BeforeAll
    void startServer(@TempDir Path folder) throws IOException {
        server = target.start(folder);
    }

    @AfterAll
    void stopServer() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void connect() throws IOException {
        api = new RawApi(server.address());
        control = new ToxiproxyControl(server);
        upstream = Upstream.start();
    }

    @AfterEach
    void clean() throws IOException {
        for (ProxyState proxy : control.proxies()) {
            String name = URLEncoder.encode(proxy.name(), StandardCharsets.UTF_8);
            api.call("DELETE", "/proxies/" + name, "");
        }
        control.close();
        upstream.close();
    }

    /** A proxy named p in front of the upstream. */
    ProxyState proxy() {
        return control.createProxy("p", "127.0.0.1:0", upstream.address());
    }

    static TcpClient connect(ProxyState proxy) throws IOException {
        return TcpClient.connect(proxy.listenPort());
    }
}
