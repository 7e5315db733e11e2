package dev.assay.chaos.toxiproxy.toxic;

import java.util.Map;

/** Passes everything on. Also what any toxic does on a link that its toxicity spares. */
public record Noop() implements Toxic {

    @Override
    public String type() {
        return "noop";
    }

    @Override
    public Map<String, Long> attributes() {
        return Map.of();
    }

    @Override
    public Noop with(Attributes asked) {
        return this;
    }

    @Override
    public Pipe pipe(Flow flow) {
        return new PassOn(flow);
    }

    private record PassOn(Flow flow) implements Pipe {

        @Override
        public void run() {
            for (Chunk chunk = flow.poll(); chunk != null; chunk = flow.poll()) {
                flow.emit(chunk);
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
