package dev.assay.chaos.toxiproxy.toxic;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Limits the rate. A chunk that takes longer than 100 ms goes out in slices of 100 ms; removal sends
 * at once what waits.
 *
 * @param rateKilobytesPerSecond in units of 1000 bytes; 0 or less holds everything back
 */
public record Bandwidth(long rateKilobytesPerSecond) implements Toxic {

    private static final long SLICE_MILLIS = 100;

    @Override
    public String type() {
        return "bandwidth";
    }

    @Override
    public Map<String, Long> attributes() {
        return Map.of("rate", rateKilobytesPerSecond);
    }

    @Override
    public Bandwidth with(Attributes asked) {
        return new Bandwidth(asked.get("rate", rateKilobytesPerSecond));
    }

    @Override
    public Pipe pipe(Flow flow) {
        // A kilobyte each second is a byte each millisecond; beyond 2^31 no chunk has to wait.
        long bytesPerMilli = Math.max(0, Math.min(rateKilobytesPerSecond, Integer.MAX_VALUE));
        return new Throttle(flow, bytesPerMilli);
    }

    private static final class Throttle implements Pipe {
        private final Flow flow;
        private final long bytesPerMilli;
        private @Nullable Chunk held;
        /** How long the held chunk has to wait; below zero after a timer that came late. */
        private long waitNanos;

        Throttle(Flow flow, long bytesPerMilli) {
            this.flow = flow;
            this.bytesPerMilli = bytesPerMilli;
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
                held = chunk;
                if (bytesPerMilli == 0) {
                    return;
                }
                waitNanos += TimeUnit.MILLISECONDS.toNanos(chunk.bytes()) / bytesPerMilli;
                waitForHeld(chunk);
            }
        }

        private void waitForHeld(Chunk chunk) {
            if (chunk.bytes() > bytesPerMilli * SLICE_MILLIS) {
                flow.after(TimeUnit.MILLISECONDS.toNanos(SLICE_MILLIS), this::releaseSlice);
            } else if (waitNanos <= 0) {
                interrupt();
            } else {
                long startNanos = flow.nanoTime();
                flow.after(waitNanos, () -> releaseRest(startNanos));
            }
        }

        private void releaseSlice() {
            Chunk chunk = held;
            if (chunk == null) {
                return;
            }
            waitNanos -= TimeUnit.MILLISECONDS.toNanos(SLICE_MILLIS);
            flow.emit(chunk.takeFirst((int) (bytesPerMilli * SLICE_MILLIS)));
            // The reader of that slice may have closed the link, and taken the rest with it.
            if (held != null) {
                waitForHeld(held);
                run();
            }
        }

        private void releaseRest(long startNanos) {
            waitNanos -= flow.nanoTime() - startNanos;
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
