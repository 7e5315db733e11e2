package dev.assay.chaos.toxiproxy.proxy;

import java.util.concurrent.atomic.LongAdder;

/** Counts one direction of a proxy: written on its event loop, read from anywhere. */
final class TrafficCounter {
    private final LongAdder received = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final LongAdder dropped = new LongAdder();

    void received(long bytes) {
        received.add(bytes);
    }

    void sent(long bytes) {
        sent.add(bytes);
    }

    void dropped(long bytes) {
        dropped.add(bytes);
    }

    StreamTraffic read() {
        return new StreamTraffic(received.sum(), sent.sum(), dropped.sum());
    }
}
