package dev.assay.chaos.toxiproxy.toxic;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
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

    private boolean fits(long bytes) {
        return averageBytes <= 0
                || bytes <= 1
                || bytes - averageBytes <= Math.min(variationBytes, Integer.MAX_VALUE);
    }

    /** Near the middle, but always with a byte on each side, whatever the variation. */
    private int cut(Flow flow, int start, int end) {
        long variation = Math.min(variationBytes, Integer.MAX_VALUE);
        long deviation = variation > 0 ? flow.random().nextLong(2 * variation) - variation : 0;
        long middle = start + (end - start) / 2 + deviation;
        return (int) Math.max(start + 1, Math.min(middle, end - 1));
    }

    private final class Knife implements Pipe {
        private final Flow flow;
        private @Nullable Chunk held;
        private int sentBytes;
        /** Ends of the parts that are still to be sent or cut in two, the nearest first. */
        private final Deque<Integer> ends = new ArrayDeque<>();

        private boolean pausing;

        Knife(Flow flow) {
            this.flow = flow;
        }

        @Override
        public void run() {
            while (!pausing) {
                Chunk chunk = held;
                if (chunk == null) {
                    chunk = flow.poll();
                    if (chunk == null) {
                        if (flow.ended()) {
                            flow.close();
                        }
                        return;
                    }
                    held = chunk;
                    sentBytes = 0;
                    ends.push(chunk.bytes());
                }
                sendSlice(chunk);
                if (delayMicros > 0) {
                    pausing = true;
                    flow.after(TimeUnit.MICROSECONDS.toNanos(delayMicros), this::goOn);
                }
            }
        }

        /** Halving evens out the sizes: no small slice is left over at an end. */
        private void sendSlice(Chunk chunk) {
            int end = ends.pop();
            while (!fits(end - sentBytes)) {
                ends.push(end);
                end = cut(flow, sentBytes, end);
            }
            int slice = end - sentBytes;
            sentBytes = end;
            if (ends.isEmpty()) {
                held = null;
                flow.emit(chunk);
            } else {
                flow.emit(chunk.takeFirst(slice));
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
