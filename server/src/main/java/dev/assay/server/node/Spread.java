package dev.assay.server.node;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Which leadership should go where, so that each member leads about as many groups as any other.
 * Only the member that leads most moves anything, so that two do not move at once; and nothing is
 * moved for a difference of one, so that it comes to rest, and what an operator has handed over
 * stays where it is while that is fair. Pure.
 *
 * @param leaders id of each group's leader, by the number of the group
 * @param members ids of the members, which are the same in all groups
 */
record Spread(List<@Nullable String> leaders, List<String> members) {

    /** The group whose leadership should go, and to whom. */
    record Move(int group, String to) {}

    /** Whether a member is fit to lead a group now, as its present leader knows. */
    @FunctionalInterface
    interface Fitness {
        boolean mayLead(int group, String id);
    }

    /** What the member of this id should do now. */
    Optional<Move> next(String self, Fitness fitness) {
        Map<String, Integer> led = new LinkedHashMap<>();
        members.stream().sorted().forEach(id -> led.put(id, 0));
        for (String leader : leaders) {
            if (leader == null || led.computeIfPresent(leader, (id, count) -> count + 1) == null) {
                return Optional.empty();
            }
        }
        int most = led.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        String first = led.keySet().stream()
                .filter(id -> Objects.equals(led.get(id), most))
                .findFirst()
                .orElse("");
        if (!first.equals(self)) {
            return Optional.empty();
        }
        return led.entrySet().stream()
                .filter(each -> most - each.getValue() >= 2)
                .sorted(Comparator.comparingInt(Map.Entry::getValue))
                .flatMap(each -> groupFor(self, each.getKey(), fitness).stream())
                .findFirst();
    }

    private Optional<Move> groupFor(String self, String heir, Fitness fitness) {
        for (int group = 0; group < leaders.size(); group++) {
            if (self.equals(leaders.get(group)) && fitness.mayLead(group, heir)) {
                return Optional.of(new Move(group, heir));
            }
        }
        return Optional.empty();
    }
}
