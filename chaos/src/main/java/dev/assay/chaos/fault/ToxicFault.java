package dev.assay.chaos.fault;

import dev.assay.bench.cluster.Link;
import dev.assay.chaos.toxiproxy.toxic.Bandwidth;
import dev.assay.chaos.toxiproxy.toxic.Direction;
import dev.assay.chaos.toxiproxy.toxic.Latency;
import dev.assay.chaos.toxiproxy.toxic.ResetPeer;
import dev.assay.chaos.toxiproxy.toxic.Timeout;
import dev.assay.chaos.toxiproxy.toxic.Toxic;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Any toxic of Toxiproxy on any set of links.
 *
 * @param way directions of the connections: of requests, of replies, or both
 */
public record ToxicFault(Toxic toxic, LinkSet links, Way way) implements Fault {

    /** Which bytes of a connection it hits. */
    public enum Way {
        REQUESTS(List.of(Direction.UPSTREAM)),
        REPLIES(List.of(Direction.DOWNSTREAM)),
        BOTH(List.of(Direction.values()));

        private final List<Direction> directions;

        Way(List<Direction> directions) {
            this.directions = directions;
        }

        /** The word in schedules and tables. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public String name() {
        return toxic.type().replace('_', '-') + "-" + links.word();
    }

    @Override
    public Set<Need> needs() {
        return links == LinkSet.PEERS || links == LinkSet.LEADER_PEERS
                ? Set.of(Need.PEER_LINKS)
                : Set.of();
    }

    @Override
    public Map<String, String> parameters() {
        Map<String, String> parameters = new TreeMap<>();
        toxic.attributes().forEach((name, value) -> parameters.put(name, value.toString()));
        parameters.put("way", way.word());
        return parameters;
    }

    /** A toxic that lets hardly a byte through on links that all traffic needs ends the service. */
    @Override
    public boolean serviceExpected() {
        boolean stops = toxic instanceof Timeout
                || toxic instanceof ResetPeer
                || toxic instanceof Bandwidth slow && slow.rateKilobytesPerSecond() == 0;
        return !stops || links == LinkSet.LEADER_PEERS || links == LinkSet.LEADER_CLIENTS;
    }

    @Override
    public Active inject(FaultContext context) throws IOException, InterruptedException {
        Network network = context.network();
        List<Link> hit = links.choose(context);
        network.attach(hit, way.directions, toxic);
        return new Active() {
            @Override
            public List<String> targets() {
                return hit.stream().map(Link::name).toList();
            }

            /** What a probe can see, it has to; of the others the proxies are asked. */
            @Override
            public @Nullable String effect() throws IOException {
                List<Link> probed = network.probed(hit);
                if (toxic instanceof Timeout || toxic instanceof ResetPeer) {
                    boolean silent = probed.stream().noneMatch(network::answers);
                    return silent && !probed.isEmpty()
                            ? "probes on " + probed.size() + " links unanswered"
                            : null;
                }
                if (toxic instanceof Latency late && !probed.isEmpty()) {
                    long least = way.directions.size()
                            * Math.max(0, late.latencyMillis() - late.jitterMillis());
                    long seen = network.roundTripMillis(hit);
                    return seen >= least ? "a probe took " + seen + " ms" : null;
                }
                int count = network.attached(hit, way.directions, toxic);
                return count == hit.size() * way.directions.size()
                        ? toxic.type() + " on " + count + " streams, say the proxies"
                        : null;
            }

            @Override
            public void heal() throws IOException {
                network.mend(hit);
            }
        };
    }
}
