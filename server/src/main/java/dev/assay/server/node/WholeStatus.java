package dev.assay.server.node;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/**
 * /status where there may be several groups: the fields of the first, which clients of one group
 * know, and a list with all. Confined to the event loop.
 */
final class WholeStatus {

    /** What of a group's own fields is told of each. */
    private static final List<String> TOLD = List.of(
            "role",
            "term",
            "commitIndex",
            "appliedIndex",
            "snapshotIndex",
            "logStartIndex",
            "formed");

    private final List<Group> groups;

    WholeStatus(List<Group> groups) {
        this.groups = groups;
    }

    /**
     * @param group of which, or empty for what is told of all
     */
    void gather(OptionalInt group, Consumer<Map<String, Object>> answer) {
        if (group.isPresent() || groups.size() == 1) {
            groups.get(group.orElse(0)).status().gather(answer);
            return;
        }
        Map<Integer, Map<String, Object>> found = new LinkedHashMap<>();
        for (Group each : groups) {
            each.status().gather(fields -> {
                found.put(each.number(), fields);
                if (found.size() == groups.size()) {
                    answer.accept(together(found));
                }
            });
        }
    }

    /** A group's leader with all of its addresses, if one is known. */
    Optional<Map<String, Object>> leader(int group) {
        return groups.get(group).status().leader();
    }

    private Map<String, Object> together(Map<Integer, Map<String, Object>> found) {
        Map<String, Object> fields = new LinkedHashMap<>(groupFields(found, 0));
        List<Object> told = new ArrayList<>();
        Set<Set<Object>> memberships = new HashSet<>();
        boolean formed = true;
        for (Group group : groups) {
            Map<String, Object> own = groupFields(found, group.number());
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("group", group.number());
            line.put("slots", group.firstSlot() + "-" + group.lastSlot());
            line.put("leader", idOf(own.get("leader")));
            TOLD.forEach(name -> line.put(name, own.get(name)));
            told.add(line);
            formed &= Boolean.TRUE.equals(own.get("formed"));
            memberships.add(Set.copyOf(membersOf(own).keySet()));
        }
        fields.put("members", members(found));
        // Every group must have every member.
        fields.put("formed", formed && memberships.size() == 1);
        fields.put("groups", told);
        return fields;
    }

    /** The first group's, each with an entry in its log only if it has one in every group. */
    private List<Object> members(Map<Integer, Map<String, Object>> found) {
        List<Object> members = new ArrayList<>();
        membersOf(groupFields(found, 0)).forEach((id, member) -> {
            Map<String, Object> told = new LinkedHashMap<>(member);
            for (Group group : groups) {
                Map<String, Object> own =
                        membersOf(groupFields(found, group.number())).get(id);
                if (own == null) {
                    told.put("hasLogEntry", false);
                } else if (!Boolean.TRUE.equals(own.get("hasLogEntry"))
                        && Boolean.TRUE.equals(told.get("hasLogEntry"))) {
                    told.put("hasLogEntry", own.get("hasLogEntry"));
                }
            }
            members.add(told);
        });
        return members;
    }

    private static Map<String, Object> groupFields(
            Map<Integer, Map<String, Object>> found, int number) {
        return found.getOrDefault(number, Map.of());
    }

    private static Map<Object, Map<String, Object>> membersOf(Map<String, Object> fields) {
        Map<Object, Map<String, Object>> members = new LinkedHashMap<>();
        if (fields.get("members") instanceof List<?> list) {
            for (Object each : list) {
                Map<String, Object> member = textMap(each);
                members.put(String.valueOf(member.get("id")), member);
            }
        }
        return members;
    }

    private static String idOf(@Nullable Object node) {
        return String.valueOf(textMap(node).getOrDefault("id", ""));
    }

    private static Map<String, Object> textMap(@Nullable Object value) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, content) -> fields.put(String.valueOf(key), content));
        }
        return fields;
    }
}
