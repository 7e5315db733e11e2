package dev.assay.server.read;

import dev.assay.server.raft.Configuration;
import dev.assay.server.raft.Member;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One round in which a leader finds out whether it still leads. It noted its term T, then a commit
 * index c, and then asks the members for the term that they are in.
 *
 * <p>Claim: if a majority, the leader itself among those asked, answers T after c was taken, then
 * every write that any node acknowledged before c was taken is at or below c.
 *
 * <p>Why (Raft thesis, section 6.4, with terms instead of heartbeats). Let w be such a write,
 * committed by the leader of term U. If U = T, that is this node, and its commit index had passed w
 * before w was acknowledged. If U &lt; T, then w is in the log of the leader of T (leader
 * completeness), before the first entry of T; this node has applied that entry, so c is beyond it.
 * If U &gt; T, the leader of U was elected before c was taken, by a majority whose members raised
 * their term to U before they voted. Terms never go back, not over a restart either, so each of
 * them would answer U or more; but any two majorities share a member, and every member of ours
 * answered T. A contradiction.
 *
 * <p>While members change, both the former and the coming ones need a majority, as for an election
 * (section 4.3). Ratis' own reads skip the asking when nothing was committed since the last time,
 * and were seen to return old values from a leader that had been cut off.
 *
 * <p>Pure: no clock, no thread, no message.
 */
final class Confirmation {

    /** How the round stands. */
    enum State {
        OPEN,
        CONFIRMED,
        /** Too many are silent or elsewhere; another round may do better. */
        FAILED
    }

    private final long term;
    private final Configuration voters;
    private final Set<String> agreed = new HashSet<>();
    private final Set<String> gone = new HashSet<>();
    private boolean overtaken;

    /**
     * @param term noted before the commit index
     * @param voters noted after it
     */
    Confirmation(long term, Configuration voters) {
        this.term = term;
        this.voters = voters;
    }

    /** A member said, after the index was taken, which term it is in. */
    void answered(String id, long itsTerm) {
        if (itsTerm == term) {
            agreed.add(id);
        } else {
            gone.add(id);
            overtaken |= itsTerm > term;
        }
    }

    /** A member will not say. */
    void silent(String id) {
        gone.add(id);
    }

    State state() {
        if (overtaken) {
            return State.FAILED;
        }
        if (hasMajority(voters.current()) && hasMajority(voters.previous())) {
            return State.CONFIRMED;
        }
        return mayHaveMajority(voters.current()) && mayHaveMajority(voters.previous())
                ? State.OPEN
                : State.FAILED;
    }

    private boolean hasMajority(List<Member> members) {
        long yes =
                members.stream().filter(member -> agreed.contains(member.id())).count();
        return members.isEmpty() || 2 * yes > members.size();
    }

    private boolean mayHaveMajority(List<Member> members) {
        long no = members.stream().filter(member -> gone.contains(member.id())).count();
        return members.isEmpty() || 2 * (members.size() - no) > members.size();
    }
}
