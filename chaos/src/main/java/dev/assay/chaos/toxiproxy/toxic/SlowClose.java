package dev.assay.chaos.toxiproxy.toxic;

import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Passes data on, but the end of the stream only after a delay. Removal during the delay closes at
 * once.
 */
public record SlowClose(long delayMillis) implements Toxic {

    @Override
    public String type() {
        return "slow_close";
    }

    @Override
    public Map<String, Long> attributes() {
        return Map.of("delay", delayMillis);
    }

    @Override
    public SlowClose with(Attributes asked) {
        return new SlowClose(asked.get("delay", delayMillis));
    }

    @Override
    public Pipe pipe(Flow flow) {
        return new LateClose(flow, TimeUnit.MILLISECONDS.toNanos(delayMillis));
    }

    private static final class LateClose implements Pipe {
        private final Flow flow;
        private final long delayNanos;
        private boolean closing;

        LateClose(Flow flow, long delayNanos) {
            this.flow = flow;
            this.delayNanos = delayNanos;
        }

        @Override
        public void run() {
            for (Chunk chunk = flow.poll(); chunk != null; chunk = flow.poll()) {
                flow.emit(chunk);
            }
            if (flow.ended() && !closing) {
                closing = true;
                flow.after(delayNanos, flow::close);
            }
        }

        @Override
        public void interrupt() {
            // holds nothing but the end of the stream, which whoever comes next sees again
        }
    }
}
