package dev.assay.server.node;

import dev.assay.server.raft.Member;
import dev.assay.server.raft.RaftNode;

import java.util.List;
import java.util.Optional;

/** Whether this node still takes part in a group. One thread. */
final class Belonging {

    enum State {
        /** It takes part, or does not yet. */
        IN,
        /** The group took it out. */
        OUT,
        /** Its division has ended, for whatever reason. */
        ENDED
    }

    private final Group group;
    private List<Member> known = List.of();
    private boolean belonged;
    private boolean out;

    Belonging(Group group) {
        this.group = group;
    }

    State look() {
        RaftNode raft = group.raft();
        if (out) {
            return State.OUT;
        }
        if (raft.over()) {
            return State.ENDED;
        }
        boolean belongs = raft.belongs();
        if (belonged && !belongs) {
            out = true;
            return State.OUT;
        }
        if (belongs) {
            known = raft.configuration().all();
            belonged = true;
        }
        return State.IN;
    }

    /**
     * Asks the other members that were last known why the division has ended. Blocks.
     *
     * @return false also if none of them answers
     */
    boolean wasTakenOut() throws InterruptedException {
        String id = group.raft().id();
        for (Member member : known) {
            if (!member.id().equals(id)
                    && group.passedOn().knows(member.http(), id).equals(Optional.of(false))) {
                out = true;
                return true;
            }
        }
        return false;
    }
}
