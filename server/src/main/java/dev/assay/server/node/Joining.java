package dev.assay.server.node;

import dev.assay.server.http.Cluster;
import dev.assay.server.peer.HostPort;
import dev.assay.server.raft.Member;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * How a node that starts becomes a member of all groups, under its present addresses. It asks to be
 * taken in, if it was told to and belongs to no group yet: a restart goes on with the groups it
 * knows, whether or not that member answers. One that has moved tells its groups the new addresses,
 * and one that was taken into some groups only asks for the others, for as long as it takes.
 */
final class Joining {

    private static final Logger LOG = LoggerFactory.getLogger(Joining.class);

    /** How often a node asks to be taken in, before it gives up. */
    private static final int TRIES_MAX = 20;

    private static final Duration PAUSE = Duration.ofMillis(500);

    /** How often it is looked whether the logs say who the members are. */
    private static final Duration LOGS_PAUSE = Duration.ofMillis(200);

    /** From here on another try may go better; below, asking again gives the same answer. */
    private static final int SERVER_ERROR = 500;

    private final NodeConfig config;
    private final List<Group> groups;
    private final GroupCount count;
    private final BooleanSupplier closed;

    /**
     * @param closed whether the node stops
     */
    Joining(NodeConfig config, List<Group> groups, GroupCount count, BooleanSupplier closed) {
        this.config = config;
        this.groups = groups;
        this.count = count;
        this.closed = closed;
    }

    /**
     * Blocks until it is done.
     *
     * @throws IOException if this node was not taken in
     */
    void run() throws IOException, InterruptedException {
        if (groups.stream().anyMatch(group -> group.raft().belongs())) {
            complete();
            markWhole();
        } else if (config.join().isPresent()) {
            begin(config.join().get());
        }
    }

    private void begin(HostPort target) throws IOException, InterruptedException {
        String problem = through(List.of(target));
        if (!problem.isEmpty()) {
            throw new IOException("cannot join through " + target + ": " + problem);
        }
    }

    private void complete() throws InterruptedException {
        while (!isWholeMember()) {
            List<HostPort> targets = new ArrayList<>();
            config.join().ifPresent(targets::add);
            others().forEach(targets::add);
            targets.add(config.self().http());
            String problem = through(targets);
            if (!problem.isEmpty()) {
                LOG.warn(
                        "this node has moved or is not in every group, but cannot tell so yet: {}",
                        problem);
            }
        }
    }

    /** Once each group's log says who its members are, none begins here again. */
    private void markWhole() throws IOException, InterruptedException {
        while (!closed.getAsBoolean()
                && count.mayBegin()
                && groups.size() > 1
                && !groups.stream().allMatch(group -> group.raft().logHolds())) {
            Thread.sleep(LOGS_PAUSE.toMillis());
        }
        if (!closed.getAsBoolean()) {
            count.whole();
        }
    }

    /** Where the other members are, as far as the groups know that this node belongs to. */
    private List<HostPort> others() {
        return groups.stream()
                .flatMap(group -> group.raft().configuration().all().stream())
                .filter(member -> !member.id().equals(config.self().id()))
                .map(Member::http)
                .distinct()
                .toList();
    }

    /** Whether all groups have this node under its present addresses. */
    private boolean isWholeMember() {
        return groups.stream()
                .allMatch(group -> group.raft().configuration().current().stream()
                        .anyMatch(member -> member.equals(config.self())));
    }

    /** Tries each in turn; returns the last problem, empty if there is none. */
    private String through(List<HostPort> targets) throws InterruptedException {
        PassedOn passedOn = groups.get(0).passedOn();
        String problem = "";
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            HostPort target = targets.get(tries % targets.size());
            try {
                Cluster.JoinResult result =
                        passedOn.join(target, config.self(), config.replaces(), false);
                if (result.ok()) {
                    LOG.info("joined through {}", target);
                    return "";
                }
                problem = result.status() + " " + result.text();
                if (result.status() < SERVER_ERROR) {
                    return problem;
                }
            } catch (IOException e) {
                problem = e.toString();
            }
            Thread.sleep(PAUSE.toMillis());
        }
        return problem;
    }
}
