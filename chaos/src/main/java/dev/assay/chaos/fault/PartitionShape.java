package dev.assay.chaos.fault;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;

/** Who cannot be heard by whom: a pure function of the nodes, the leader and chance. */
public enum PartitionShape {
    /** The leader on one side, all others on the other. */
    LEADER_ISOLATED("leader-isolated") {
        @Override
        public Set<Cut> cuts(List<String> nodes, String leader, SplittableRandom random) {
            return bothWays(List.of(leader), without(nodes, List.of(leader)));
        }
    },
    /** A majority and a minority, drawn by chance: the leader is on either side. */
    HALVES("halves") {
        @Override
        public Set<Cut> cuts(List<String> nodes, String leader, SplittableRandom random) {
            List<String> shuffled = new ArrayList<>(nodes);
            Collections.shuffle(shuffled, new Random(random.nextLong()));
            List<String> minority = shuffled.subList(0, (nodes.size() - 1) / 2);
            return bothWays(minority, without(nodes, minority));
        }
    },
    /** The others do not hear the leader, but it hears them. */
    LEADER_MUTE("leader-mute") {
        @Override
        public Set<Cut> cuts(List<String> nodes, String leader, SplittableRandom random) {
            return oneWay(List.of(leader), without(nodes, List.of(leader)));
        }
    },
    /** The leader does not hear the others, but they hear it. */
    LEADER_DEAF("leader-deaf") {
        @Override
        public Set<Cut> cuts(List<String> nodes, String leader, SplittableRandom random) {
            return oneWay(without(nodes, List.of(leader)), List.of(leader));
        }
    };

    private final String word;

    PartitionShape(String word) {
        this.word = word;
    }

    /** The word in schedules and tables. */
    public String word() {
        return word;
    }

    /** The directed links to cut. */
    public abstract Set<Cut> cuts(List<String> nodes, String leader, SplittableRandom random);

    private static List<String> without(List<String> nodes, List<String> some) {
        return nodes.stream().filter(node -> !some.contains(node)).toList();
    }

    private static Set<Cut> bothWays(List<String> here, List<String> there) {
        Set<Cut> cuts = oneWay(here, there);
        cuts.addAll(oneWay(there, here));
        return cuts;
    }

    private static Set<Cut> oneWay(List<String> here, List<String> there) {
        Set<Cut> cuts = new LinkedHashSet<>();
        for (String from : here) {
            for (String to : there) {
                cuts.add(new Cut(from, to));
            }
        }
        return cuts;
    }
}
