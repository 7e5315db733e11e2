package dev.assay.chaos.toxiproxy.toxic;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Delays each chunk, counted from its arrival; the order is kept, so jitter can make a chunk wait
 * for the one before it. Removal sends at once what waits.
 *
 * @param latencyMillis mean delay
 * @param jitterMillis largest deviation: the delay is drawn evenly from latency - jitter (included)
 *     to latency + jitter (not included)
 */
public record Latency(long latencyMillis, long jitterMillis) implements Toxic {

    /** As in Toxiproxy. With chunks of up to 32 KiB it bounds bytes in flight, not their rate. */
    private static final int BUFFERED_CHUNKS = 1024;

    @Override
    public String type() {
        return "latency";
    }

    @Override
    public Map<String, Long> attributes() {
        Map<String, Long> attributes = new LinkedHashMap<>();
        attributes.put("latency", latencyMillis);
        attributes.put("jitter", jitterMillis);
        return attributes;
    }

    @Override
    public Latency with(Attributes asked) {
        return new Latency(asked.get("latency", latencyMillis), asked.get("jitter", jitterMillis));
    }

    @Override
    public int bufferedChunks() {
        return BUFFERED_CHUNKS;
    }

    @Override
    public Pipe pipe(Flow flow) {
        return new Delay(flow);
    }

    private long drawDelayNanos(Flow flow) {
        long jitter = Math.min(jitterMillis, Integer.MAX_VALUE);
        long deviation = jitter > 0 ? flow.random().nextLong(2 * jitter) - jitter : 0;
        return TimeUnit.MILLISECONDS.toNanos(latencyMillis + deviation);
    }

    private final class Delay implements Pipe {
        private final Flow flow;
        private @Nullable Chunk held;

        Delay(Flow flow) {
            this.flow = flow;
        }

        @Override
        public void run() {
            while (held == null) {
                Chunk chunk = flow.poll();
                if (chunk == null) {
                    if (flow.ended()) {
                        flow.close();
                    }
                    return;
                }
                long nowNanos = flow.nanoTime();
                long waitNanos = drawDelayNanos(flow) - (nowNanos - chunk.arrivalNanos());
                if (waitNanos <= 0) {
                    flow.emit(chunk.arrivedAt(nowNanos));
                } else {
                    // Due, not late: a second latency behind this one adds up to the exact sum.
                    held = chunk.arrivedAt(nowNanos + waitNanos);
                    flow.after(waitNanos, this::release);
                }
            }
        }

        private void release() {
            interrupt();
            run();
        }

        @Override
        public void interrupt() {
            Chunk chunk = held;
            held = null;
            if (chunk != null) {
                flow.emit(chunk);
            }
        }
    }
}
