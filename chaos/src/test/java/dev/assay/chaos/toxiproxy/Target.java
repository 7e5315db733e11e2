package dev.assay.chaos.toxiproxy;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The two servers that one suite has to find alike. */
enum Target {
    TWIN {
        @Override
        ToxiproxyServer start(Path folder) throws IOException {
            return ToxiproxyTwin.start(new InetSocketAddress("127.0.0.1", 0), 1);
        }
    },
    REAL {
        @Override
        ToxiproxyServer start(Path folder) throws IOException {
            return ToxiproxyProcess.start(
                    realServer(), folder.resolve("toxiproxy.log"), Target::launch);
        }
    };

    /** Starts a server, or skips the test with the reason why there is none. */
    abstract ToxiproxyServer start(Path folder) throws IOException;

    /**
     * The real server: {@code -Dassay.toxiproxy=PATH}, or {@code toxiproxy-server} on PATH. A machine
     * without one skips; CI says with {@code ASSAY_EXPECT_TOXIPROXY} that it has one.
     */
    static ToxiproxyBinary realServer() {
        String given = System.getProperty("assay.toxiproxy", "");
        Optional<ToxiproxyBinary> found = given.isEmpty()
                ? ToxiproxyBinary.onPath(System.getenv().getOrDefault("PATH", ""))
                : Optional.of(ToxiproxyBinary.at(Path.of(given)));
        boolean expected = "true".equals(System.getenv("CI"))
                && "true".equals(System.getenv("ASSAY_EXPECT_TOXIPROXY"));
        if (found.isEmpty() && expected) {
            fail("ASSAY_EXPECT_TOXIPROXY=true, but there is no real toxiproxy-server");
        }
        assumeTrue(
                found.isPresent(),
                "no toxiproxy-server on PATH, and -Dassay.toxiproxy=PATH is not given");
        return found.orElseThrow();
    }

    static Process launch(List<String> command, Path log) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }
}
