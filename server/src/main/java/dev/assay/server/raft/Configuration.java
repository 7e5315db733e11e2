package dev.assay.server.raft;

import java.util.List;
import java.util.stream.Stream;

/**
 * Who votes.
 *
 * @param current the members, or the coming ones while a change is under way
 * @param previous the former ones while a change is under way, else empty; then a decision needs a
 *     majority of both (Raft thesis, section 4.3)
 */
public record Configuration(List<Member> current, List<Member> previous) {

    public Configuration {
        current = List.copyOf(current);
        previous = List.copyOf(previous);
    }

    /** Everyone who has a vote, each once. */
    public List<Member> all() {
        return Stream.concat(
                        current.stream(),
                        previous.stream()
                                .filter(old ->
                                        current.stream().noneMatch(m -> m.id().equals(old.id()))))
                .toList();
    }

    /** Whether nobody else has a vote, and nobody is about to get one. */
    public boolean isOnly(String id) {
        return previous.isEmpty() && current.size() == 1 && current.get(0).id().equals(id);
    }
}
