package dev.assay.server.node;

import dev.assay.server.http.Cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Changes of members in all groups: one group after the other, each by its own leader, and none
 * after one has failed. What was done before stays, and asking again goes on from there, for a group
 * in which nothing is left to do is a success.
 */
final class Membership {

    private static final int CONFLICT = 409;
    private static final int UNAVAILABLE = 503;

    private final List<Group> groups;

    Membership(List<Group> groups) {
        this.groups = groups;
    }

    /**
     * @param group only in this, or empty for all
     */
    void join(Cluster.Join join, OptionalInt group, Consumer<Cluster.JoinResult> answer) {
        if (join.groups() != groups.size()) {
            answer.accept(new Cluster.JoinResult(
                    CONFLICT,
                    "this cluster has -groups " + groups.size() + ", " + join.id() + " has "
                            + join.groups() + "; start it with -groups " + groups.size()
                            + " on an empty data directory"));
            return;
        }
        each(group, (one, then) -> one.members().join(join, then), answer);
    }

    void leave(
            String id, boolean passedOn, OptionalInt group, Consumer<Cluster.JoinResult> answer) {
        each(group, (one, then) -> one.members().leave(id, passedOn, then), answer);
    }

    void transfer(
            Optional<String> id,
            boolean passedOn,
            OptionalInt group,
            Consumer<Cluster.JoinResult> answer) {
        each(group, (one, then) -> one.members().transfer(id, passedOn, then), answer);
    }

    /** The text is the index of each group's snapshot. */
    void snapshot(OptionalInt group, Consumer<Cluster.JoinResult> answer) {
        List<String> taken = new ArrayList<>();
        each(
                group,
                (one, then) -> one.raft().snapshot().whenComplete((index, failure) -> {
                    if (failure == null) {
                        taken.add(index.toString());
                        then.accept(Cluster.JoinResult.done(String.join("\n", taken)));
                    } else {
                        then.accept(new Cluster.JoinResult(
                                UNAVAILABLE, "no snapshot: " + failure.getMessage()));
                    }
                }),
                answer);
    }

    private void each(
            OptionalInt group,
            BiConsumer<Group, Consumer<Cluster.JoinResult>> change,
            Consumer<Cluster.JoinResult> answer) {
        if (group.isPresent()) {
            change.accept(groups.get(group.getAsInt()), answer);
        } else {
            from(0, change, answer);
        }
    }

    private void from(
            int number,
            BiConsumer<Group, Consumer<Cluster.JoinResult>> change,
            Consumer<Cluster.JoinResult> answer) {
        change.accept(groups.get(number), result -> {
            if (!result.ok()) {
                answer.accept(
                        groups.size() == 1
                                ? result
                                : new Cluster.JoinResult(
                                        result.status(), "group " + number + ": " + result.text()));
            } else if (number + 1 < groups.size()) {
                from(number + 1, change, answer);
            } else {
                answer.accept(result);
            }
        });
    }

    /** Waits, for a limited time, until every change asked for before has been answered. */
    void awaitAnswered() throws InterruptedException {
        for (Group group : groups) {
            group.members().awaitAnswered();
        }
    }

    /** Hands over what this node leads, all at once. Blocks as {@link Members#resign} does. */
    void resign() {
        List<CompletableFuture<Void>> resigned = new ArrayList<>();
        for (Group group : groups.subList(1, groups.size())) {
            CompletableFuture<Void> done = new CompletableFuture<>();
            resigned.add(done);
            new Thread(
                            () -> {
                                try {
                                    group.members().resign();
                                } finally {
                                    done.complete(null);
                                }
                            },
                            "resign-" + group.number())
                    .start();
        }
        groups.get(0).members().resign();
        resigned.forEach(CompletableFuture::join);
    }
}
