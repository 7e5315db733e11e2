package dev.assay.chaos.fault;

import dev.assay.bench.cluster.Link;

import java.io.IOException;
import java.util.List;

/** Which links a fault hits. */
public enum LinkSet {
    /** All between nodes. */
    PEERS("peers", false) {
        @Override
        List<Link> choose(List<Link> links, List<String> nodes) {
            return links.stream().filter(Link::betweenNodes).toList();
        }
    },
    /** All that begin or end at the leader, between nodes. */
    LEADER_PEERS("leader-peers", true) {
        @Override
        List<Link> choose(List<Link> links, List<String> nodes) {
            return links.stream()
                    .filter(Link::betweenNodes)
                    .filter(link -> nodes.contains(link.from()) || nodes.contains(link.to()))
                    .toList();
        }
    },
    /** All from clients to nodes. */
    CLIENTS("clients", false) {
        @Override
        List<Link> choose(List<Link> links, List<String> nodes) {
            return links.stream().filter(link -> !link.betweenNodes()).toList();
        }
    },
    /** Those from clients to the leader. */
    LEADER_CLIENTS("leader-clients", true) {
        @Override
        List<Link> choose(List<Link> links, List<String> nodes) {
            return CLIENTS.choose(links, nodes).stream()
                    .filter(link -> nodes.contains(link.to()))
                    .toList();
        }
    },
    /** All there are. */
    ALL("all", false) {
        @Override
        List<Link> choose(List<Link> links, List<String> nodes) {
            return links;
        }
    };

    private final String word;
    private final boolean ofLeader;

    LinkSet(String word, boolean ofLeader) {
        this.word = word;
        this.ofLeader = ofLeader;
    }

    /** The word in schedules and tables. */
    public String word() {
        return word;
    }

    List<Link> choose(FaultContext context) throws IOException, InterruptedException {
        return choose(context.network().links(), ofLeader ? List.of(context.leader()) : List.of());
    }

    /** Pure: the links of these nodes, or of all where the set does not ask whose. */
    abstract List<Link> choose(List<Link> links, List<String> nodes);
}
