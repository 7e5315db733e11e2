package dev.assay.chaos.fault;

import java.io.IOException;
import java.util.List;

/** Which nodes a process fault hits. */
public enum Target {
    LEADER("leader") {
        @Override
        List<String> choose(FaultContext context) throws IOException, InterruptedException {
            return List.of(context.leader());
        }
    },
    FOLLOWER("follower") {
        @Override
        List<String> choose(FaultContext context) throws IOException, InterruptedException {
            String leader = context.leader();
            List<String> others = context.nodes().stream()
                    .filter(node -> !node.equals(leader))
                    .toList();
            return List.of(others.get(context.random().nextInt(others.size())));
        }
    },
    ANY("any") {
        @Override
        List<String> choose(FaultContext context) {
            return List.of(context.anyNode());
        }
    },
    ALL("all") {
        @Override
        List<String> choose(FaultContext context) {
            return context.nodes();
        }
    };

    private final String word;

    Target(String word) {
        this.word = word;
    }

    /** The word in schedules and tables. */
    public String word() {
        return word;
    }

    abstract List<String> choose(FaultContext context) throws IOException, InterruptedException;
}
