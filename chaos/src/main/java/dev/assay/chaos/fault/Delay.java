package dev.assay.chaos.fault;

import dev.assay.bench.cluster.Link;
import dev.assay.chaos.toxiproxy.toxic.Direction;
import dev.assay.chaos.toxiproxy.toxic.Latency;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every byte between nodes is late, by a time that varies. */
public record Delay(Duration latency, Duration jitter) implements Fault {
    public Delay {
        if (latency.isNegative() || jitter.isNegative() || latency.isZero()) {
            throw new IllegalArgumentException("delay of " + latency + " with jitter " + jitter
                    + ": expected a positive latency and a jitter of 0 or more");
        }
    }

    @Override
    public String name() {
        return "delay";
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.PEER_LINKS);
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of(
                "latency", latency.toMillis() + " ms", "jitter", "+-" + jitter.toMillis() + " ms");
    }

    @Override
    public boolean serviceExpected() {
        return true;
    }

    @Override
    public Active inject(FaultContext context) throws IOException {
        Network network = context.network();
        List<Link> links = LinkSet.PEERS.choose(network.links(), List.of());
        network.attach(
                links,
                List.of(Direction.values()),
                new Latency(latency.toMillis(), jitter.toMillis()));
        return new Active() {
            @Override
            public List<String> targets() {
                return List.of("all links between nodes");
            }

            @Override
            public @Nullable String effect() throws IOException, InterruptedException {
                // There and back: each way may be early by the jitter.
                long least = 2 * Math.max(0, latency.toMillis() - jitter.toMillis());
                long seen = network.roundTripMillis(links);
                return seen >= least ? "a probe took " + seen + " ms" : null;
            }

            @Override
            public void heal() throws IOException {
                network.mend(links);
            }
        };
    }
}
