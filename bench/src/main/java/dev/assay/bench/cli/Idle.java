package dev.assay.bench.cli;

import dev.assay.bench.drive.Endpoint;
import dev.assay.bench.drive.LoadPlan;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** {@code -I}: connections that do nothing. */
final class Idle {
    private Idle() {}

    static int waitForever(LoadPlan plan, PrintWriter terminal)
            throws IOException, InterruptedException {
        terminal.println("Creating " + plan.connections()
                + " idle connections and waiting forever (Ctrl+C when done)");
        terminal.flush();
        List<SocketChannel> open = new ArrayList<>();
        try {
            for (int i = 0; i < plan.connections(); i++) {
                Endpoint endpoint = plan.endpoints().get(i % plan.endpoints().size());
                open.add(SocketChannel.open(endpoint.address()));
            }
            new CountDownLatch(1).await();
            return 0;
        } finally {
            for (SocketChannel channel : open) {
                channel.close();
            }
        }
    }
}
