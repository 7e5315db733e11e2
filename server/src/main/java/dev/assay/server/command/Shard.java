package dev.assay.server.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A range of slots with the members of the group that has it.
 *
 * @param first slot
 * @param last slot, which belongs to it
 * @param nodes the group's members, each once
 */
public record Shard(int first, int last, List<ClusterNode> nodes) {

    public Shard {
        nodes = List.copyOf(nodes);
    }

    public Optional<ClusterNode> leader() {
        return nodes.stream().filter(ClusterNode::leads).findFirst();
    }

    public List<ClusterNode> leaderFirst() {
        List<ClusterNode> sorted = new ArrayList<>();
        nodes.stream().filter(ClusterNode::leads).forEach(sorted::add);
        nodes.stream().filter(node -> !node.leads()).forEach(sorted::add);
        return sorted;
    }

    public int slots() {
        return last - first + 1;
    }
}
