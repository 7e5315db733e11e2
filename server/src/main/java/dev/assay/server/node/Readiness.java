package dev.assay.server.node;

import dev.assay.server.data.Failure;
import dev.assay.server.raft.Member;
import dev.assay.server.raft.Route;
import dev.assay.server.read.ReadBarrier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;

/**
 * Whether this node should get requests: in each group it has once applied everything that was
 * committed before it asked, its log holds an entry, and it knows a leader now. Confined to the
 * event loop.
 */
final class Readiness {

    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);

    private final List<Of> groups;
    private final Member self;
    private boolean told;

    Readiness(List<Group> groups, Member self) {
        this.groups = groups.stream().map(Of::new).toList();
        this.self = self;
    }

    /** Empty if ready, else the reason. */
    String notReadyBecause() {
        for (Of group : groups) {
            String reason = group.notReadyBecause();
            if (!reason.isEmpty()) {
                return groups.size() == 1
                        ? reason
                        : "group " + group.group.number() + ": " + reason;
            }
        }
        return "";
    }

    /** Tries to catch up until that was done once; call it every few milliseconds. */
    void step() {
        if (told) {
            return;
        }
        groups.forEach(Of::step);
        if (groups.stream().allMatch(group -> group.caughtUp)) {
            told = true;
            LOG.info(
                    "ready: id {}, {}, HTTP {}, Redis {}, Raft {}, applied {}",
                    self.id(),
                    String.join(
                            ", ",
                            groups.stream().map(of -> of.group.raft().role()).toList()),
                    self.http(),
                    self.redis(),
                    self.raft(),
                    String.join(
                            ", ",
                            groups.stream().map(of -> Long.toString(of.index)).toList()));
        }
    }

    /** One group's part of it. */
    private static final class Of {

        private final Group group;
        private boolean asking;
        private boolean caughtUp;
        private long index;

        Of(Group group) {
            this.group = group;
        }

        String notReadyBecause() {
            if (!group.raft().belongs()) {
                return "not a member of any group yet";
            }
            if (!group.raft().logHolds()) {
                return "the log has no entry yet";
            }
            if (!caughtUp) {
                return "still applying what was committed before the start";
            }
            return group.raft().route() instanceof Route.Nowhere nowhere
                    ? nowhere.failure().text()
                    : "";
        }

        void step() {
            if (caughtUp
                    || asking
                    || !group.raft().belongs()
                    || group.raft().route() instanceof Route.Nowhere) {
                return;
            }
            asking = true;
            group.upToDate().await(new ReadBarrier.Waiter() {
                @Override
                public void pass(long reached) {
                    asking = false;
                    caughtUp = true;
                    index = reached;
                }

                @Override
                public void fail(Failure failure) {
                    asking = false;
                }
            });
        }
    }
}
