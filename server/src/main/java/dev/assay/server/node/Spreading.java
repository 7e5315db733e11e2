package dev.assay.server.node;

import dev.assay.server.raft.Member;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps the leaderships of several groups spread over the members, as {@link Spread} says: one move
 * after the other, and only after nothing has changed for a while. Confined to the event loop.
 */
final class Spreading {

    private static final Logger LOG = LoggerFactory.getLogger(Spreading.class);

    /** While a node joins or a fault lasts, leaders and members change from one moment to the next. */
    private static final Duration QUIET = Duration.ofSeconds(3);

    /** A member that did not take over in time will hardly do so a moment later. */
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

    private static final Duration LOOK = Duration.ofMillis(500);

    private final List<Group> groups;
    private final String self;
    private @Nullable Spread last;
    private long lastLookNanos;
    private long unchangedSinceNanos;
    private long notBeforeNanos;
    /** Cleared on the thread of the change. */
    private volatile boolean moving;

    private volatile boolean failed;

    Spreading(List<Group> groups, long nowNanos) {
        this.groups = groups;
        this.self = groups.get(0).raft().id();
        this.lastLookNanos = nowNanos;
        this.unchangedSinceNanos = nowNanos;
        this.notBeforeNanos = nowNanos;
    }

    /** Call it every few milliseconds. */
    void step(long nowNanos) {
        if (moving || nowNanos - lastLookNanos < LOOK.toNanos()) {
            return;
        }
        lastLookNanos = nowNanos;
        if (failed) {
            failed = false;
            notBeforeNanos = nowNanos + AFTER_FAILURE.toNanos();
        }
        Spread now = look();
        if (now == null || !now.equals(last)) {
            last = now;
            unchangedSinceNanos = nowNanos;
        } else if (nowNanos - unchangedSinceNanos >= QUIET.toNanos()
                && nowNanos - notBeforeNanos >= 0) {
            unchangedSinceNanos = nowNanos;
            now.next(self, (group, id) -> groups.get(group).raft().mayTake(id))
                    .ifPresent(this::move);
        }
    }

    private void move(Spread.Move move) {
        moving = true;
        LOG.info("spreading: group {} goes to {}", move.group(), move.to());
        // Only here: if this node does not lead any more, there is nothing to move.
        groups.get(move.group())
                .members()
                .transfer(Optional.of(move.to()), true, result -> moved(move, result.ok()));
    }

    private void moved(Spread.Move move, boolean ok) {
        if (!ok) {
            failed = true;
            LOG.info("group {} has not gone to {}", move.group(), move.to());
        }
        moving = false;
    }

    /** Null while a group's members change, or are not those of the others. */
    private @Nullable Spread look() {
        List<@Nullable String> leaders = new ArrayList<>();
        Set<Set<String>> memberships = new HashSet<>();
        for (Group group : groups) {
            if (!group.raft().configuration().previous().isEmpty()) {
                return null;
            }
            leaders.add(group.raft().leaderId());
            Set<String> ids = new HashSet<>();
            for (Member member : group.raft().configuration().current()) {
                ids.add(member.id());
            }
            memberships.add(ids);
        }
        return memberships.size() == 1
                ? new Spread(
                        leaders, memberships.iterator().next().stream().sorted().toList())
                : null;
    }
}
