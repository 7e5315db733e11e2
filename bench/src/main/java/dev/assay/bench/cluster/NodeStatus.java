package dev.assay.bench.cluster;

import java.util.Map;
import java.util.OptionalLong;

/**
 * What a node says of itself.
 *
 * @param ready it serves reads and writes
 * @param leader it takes itself for the leader (primary); an isolated one may be wrong
 * @param term its term, 0 where the system has none; of two leaders the one of the higher term is
 *     believed
 * @param members how many members it knows to take part, itself included
 * @param details everything else that it said, for the report
 */
public record NodeStatus(
        boolean ready, boolean leader, long term, int members, Map<String, Object> details) {

    /** Of a node that does not answer. */
    public static final NodeStatus SILENT = new NodeStatus(false, false, 0, 0, Map.of());

    public NodeStatus {
        details = Map.copyOf(details);
    }

    /** A place in the log that the node said, such as {@code appliedIndex}; empty when it did not. */
    public OptionalLong index(String name) {
        try {
            return OptionalLong.of(Long.parseLong(details.getOrDefault(name, "").toString()));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
