package dev.assay.chaos.toxiproxy.toxic;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Cuts data into small packets. Removal sends the rest of a chunk whole.
 *
 * @param averageBytes aimed size of a slice; below 1 nothing is cut
 * @param variationBytes largest deviation of each cut
 * @param delayMicros pause after each slice; in practice not finer than a millisecond
 */
public record Slicer(long averageBytes, long variationBytes, long delayMicros) implements Toxic {

    @Override
    public String type() {
        return "slicer";
    }

    @Override
    public Map<String, Long> attributes() {
        Map<String, Long> attributes = new LinkedHashMap<>();
        attributes.put("average_size", averageBytes);
        attributes.put("size_variation", variationBytes);
        attributes.put("delay", delayMicros);
        return attributes;
    }

    @Override
    public Slicer with(Attributes asked) {
        return new Slicer(
                asked.get("average_size", averageBytes),
                asked.get("size_variation", variationBytes),
                asked.get("delay", delayMicros));
    }

    @Override
    public Pipe pipe(Flow flow) {
        return new Knife(flow);
    }

    /**
     * Where the first slice of that many bytes ends. Halving evens out the sizes: there is no small
     * slice left over at an end. A cut always leaves a byte on each side, whatever the variation.
     */
    private int firstSlice(Flow flow, int bytes) {
        long variation = Math.min(variationBytes, Integer.MAX_VALUE);
        long end = bytes;
        while (averageBytes > 0 && end - averageBytes > variation && end > 1) {
            long deviation = variation > 0 ? flow.random().nextLong(2 * variation) - variation : 0;
            end = Math.max(1, Math.min(end / 2 + deviation, end - 1));
        }
        return (int) end;
    }

    private final class Knife implements Pipe {
        private final Flow flow;
        private @Nullable Chunk held;
        private boolean pausing;

        Knife(Flow flow) {
            this.flow = flow;
        }

        @Override
        public void run() {
            while (!pausing) {
                if (held == null) {
                    held = flow.poll();
                }
                Chunk chunk = held;
                if (chunk == null) {
                    if (flow.ended()) {
                        flow.close();
                    }
                    return;
                }
                int slice = firstSlice(flow, chunk.bytes());
                if (slice == chunk.bytes()) {
                    held = null;
                    flow.emit(chunk);
                } else {
                    flow.emit(chunk.takeFirst(slice));
                }
                if (delayMicros > 0) {
                    pausing = true;
                    flow.after(TimeUnit.MICROSECONDS.toNanos(delayMicros), this::goOn);
                }
            }
        }

        private void goOn() {
            pausing = false;
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
