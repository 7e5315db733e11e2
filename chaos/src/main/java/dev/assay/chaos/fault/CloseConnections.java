package dev.assay.chaos.fault;

import dev.assay.bench.cluster.Link;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Closes every connection on a set of links, again and again; new ones are accepted at once. A load
 * balancer that is restarted does this.
 */
public record CloseConnections(LinkSet links, Duration every) implements Fault {

    public CloseConnections {
        if (every.isNegative() || every.isZero()) {
            throw new IllegalArgumentException("every " + every + ", expected more than 0");
        }
    }

    @Override
    public String name() {
        return "close-" + links.word();
    }

    @Override
    public Set<Need> needs() {
        return links == LinkSet.PEERS || links == LinkSet.LEADER_PEERS
                ? Set.of(Need.PEER_LINKS)
                : Set.of();
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of("every", every.toMillis() + " ms");
    }

    @Override
    public boolean serviceExpected() {
        return true;
    }

    @Override
    public Active inject(FaultContext context) throws IOException, InterruptedException {
        Network network = context.network();
        List<Link> hit = links.choose(context);
        network.closeConnections(hit);
        return new Active() {
            @Override
            public List<String> targets() {
                return hit.stream().map(Link::name).toList();
            }

            @Override
            public @Nullable String effect() {
                return "closed and listening again: " + hit.size() + " proxies";
            }

            @Override
            public void hold(Holding holding) throws IOException, InterruptedException {
                holding.sleep(every);
                while (!holding.left().isZero()) {
                    network.closeConnections(hit);
                    holding.sleep(every);
                }
            }

            @Override
            public void heal() {
                // The proxies have been listening all along.
            }
        };
    }
}
