package dev.assay.chaos.toxiproxy.toxic;

import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Resets the connection (RST to both ends), some time after the first data in its direction: an idle
 * connection is spared. Those data vanish. A change or removal of the toxic resets at once what was
 * only waiting for its time.
 */
public record ResetPeer(long timeoutMillis) implements Toxic {

    @Override
    public String type() {
        return "reset_peer";
    }

    @Override
    public Map<String, Long> attributes() {
        return Map.of("timeout", timeoutMillis);
    }

    @Override
    public ResetPeer with(Attributes asked) {
        return new ResetPeer(asked.get("timeout", timeoutMillis));
    }

    @Override
    public Pipe pipe(Flow flow) {
        return new Fuse(flow, TimeUnit.MILLISECONDS.toNanos(timeoutMillis));
    }

    private static final class Fuse implements Pipe {
        private final Flow flow;
        private final long timeoutNanos;
        private boolean lit;

        Fuse(Flow flow, long timeoutNanos) {
            this.flow = flow;
            this.timeoutNanos = timeoutNanos;
        }

        @Override
        public void run() {
            Chunk chunk = lit ? null : flow.poll();
            if (chunk != null) {
                flow.discard(chunk);
            }
            if (!lit && (chunk != null || flow.ended())) {
                lit = true;
                flow.after(timeoutNanos, flow::reset);
            }
        }

        @Override
        public void interrupt() {
            if (lit) {
                flow.reset();
            }
        }
    }
}
