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
            List<String> shuffled = shuffled(nodes, random);
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
    },
    /** One node, drawn by chance, on one side, all others on the other. */
    RANDOM_ISOLATED("random-isolated") {
        @Override
        public Set<Cut> cuts(List<String> nodes, String leader, SplittableRandom random) {
            List<String> one = List.of(nodes.get(random.nextInt(nodes.size())));
            return bothWays(one, without(nodes, one));
        }
    },
    /** Two halves that see each other only through one node, which sees all. */
    BRIDGE("bridge") {
        @Override
        public Set<Cut> cuts(List<String> nodes, String leader, SplittableRandom random) {
            List<String> shuffled = shuffled(nodes, random);
            int half = nodes.size() / 2;
            return bothWays(shuffled.subList(0, half), shuffled.subList(half + 1, nodes.size()));
        }
    },
    /** Each node sees a majority, and no two see the same one: everybody may lead, nobody can stay. */
    MAJORITY_RING("majority-ring") {
        @Override
        public int nodesMin() {
            return RING_NODES_MIN;
        }

        @Override
        public Set<Cut> cuts(List<String> nodes, String leader, SplittableRandom random) {
            List<String> ring = shuffled(nodes, random);
            int size = ring.size();
            int reach = (size / 2 + 1) / 2; // on each side; with itself that is a majority
            Set<Cut> cuts = new LinkedHashSet<>();
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    int apart = Math.min(Math.floorMod(i - j, size), Math.floorMod(j - i, size));
                    if (apart > reach) {
                        cuts.add(new Cut(ring.get(i), ring.get(j)));
                    }
                }
            }
            return cuts;
        }
    };

    /** Among fewer, two neighbours and oneself are all there are. */
    private static final int RING_NODES_MIN = 5;

    private final String word;

    PartitionShape(String word) {
        this.word = word;
    }

    /** The word in schedules and tables. */
    public String word() {
        return word;
    }

    /** Nodes that it takes at least. */
    public int nodesMin() {
        return 2;
    }

    /** The directed links to cut. */
    public abstract Set<Cut> cuts(List<String> nodes, String leader, SplittableRandom random);

    private static List<String> shuffled(List<String> nodes, SplittableRandom random) {
        List<String> shuffled = new ArrayList<>(nodes);
        Collections.shuffle(shuffled, new Random(random.nextLong()));
        return shuffled;
    }

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
