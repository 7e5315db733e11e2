package dev.assay.chaos.toxiproxy.toxic;

import java.util.Map;

/**
 * Closes the connection after a number of bytes, counted for each connection since the toxic was
 * added. With a limit of 0 the first data close it, and are lost.
 */
public record LimitData(long limitBytes) implements Toxic {

    @Override
    public String type() {
        return "limit_data";
    }

    @Override
    public Map<String, Long> attributes() {
        return Map.of("bytes", limitBytes);
    }

    @Override
    public LimitData with(Attributes asked) {
        return new LimitData(asked.get("bytes", limitBytes));
    }

    @Override
    public Pipe pipe(Flow flow) {
        return new Quota(flow, limitBytes);
    }

    private record Quota(Flow flow, long limitBytes) implements Pipe {

        @Override
        public void run() {
            for (Chunk chunk = flow.poll(); chunk != null; chunk = flow.poll()) {
                long leftBytes = Math.max(0, limitBytes - flow.limitedBytes());
                if (chunk.bytes() <= leftBytes) {
                    flow.countLimited(chunk.bytes());
                    flow.emit(chunk);
                } else {
                    if (leftBytes > 0) {
                        flow.countLimited(leftBytes);
                        flow.emit(chunk.takeFirst((int) leftBytes));
                    }
                    flow.discard(chunk);
                }
                if (flow.limitedBytes() >= limitBytes) {
                    flow.close();
                    return;
                }
            }
            if (flow.ended()) {
                flow.close();
            }
        }

        @Override
        public void interrupt() {
            // holds nothing
        }
    }
}
