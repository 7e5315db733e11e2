package dev.assay.chaos.toxiproxy.toxic;

import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A black hole: all data vanish. The connection is closed when no data came for the time-out, so
 * traffic that is more frequent keeps it open; removal closes it in any case, for the bytes that
 * vanished cannot come back.
 *
 * @param timeoutMillis 0 or less: the connection stays open for as long as its ends hold it
 */
public record Timeout(long timeoutMillis) implements Toxic {

    @Override
    public String type() {
        return "timeout";
    }

    @Override
    public Map<String, Long> attributes() {
        return Map.of("timeout", timeoutMillis);
    }

    @Override
    public Timeout with(Attributes asked) {
        return new Timeout(asked.get("timeout", timeoutMillis));
    }

    @Override
    public boolean closesOnRemoval() {
        return true;
    }

    @Override
    public Pipe pipe(Flow flow) {
        return new BlackHole(flow, TimeUnit.MILLISECONDS.toNanos(timeoutMillis));
    }

    private static final class BlackHole implements Pipe {
        private final Flow flow;
        private final long timeoutNanos;
        private boolean timing;
        private long lastDataNanos;

        BlackHole(Flow flow, long timeoutNanos) {
            this.flow = flow;
            this.timeoutNanos = timeoutNanos;
        }

        @Override
        public void run() {
            lastDataNanos = flow.nanoTime();
            for (Chunk chunk = flow.poll(); chunk != null; chunk = flow.poll()) {
                flow.discard(chunk);
            }
            if (flow.ended()) {
                flow.close();
            } else if (timeoutNanos > 0 && !timing) {
                timing = true;
                flow.after(timeoutNanos, this::closeIfIdle);
            }
        }

        /** One timer that looks back is cheaper than a new one for each chunk. */
        private void closeIfIdle() {
            long idleNanos = flow.nanoTime() - lastDataNanos;
            if (idleNanos >= timeoutNanos) {
                flow.close();
            } else {
                flow.after(timeoutNanos - idleNanos, this::closeIfIdle);
            }
        }

        @Override
        public void interrupt() {
            // holds nothing
        }

        @Override
        public boolean swallows() {
            return true;
        }
    }
}
