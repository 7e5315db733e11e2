package dev.assay.server.peer;

import dev.assay.server.data.Failure;
import dev.assay.server.data.Outcome;

import java.util.List;

/** What goes over a peer link. */
public sealed interface PeerMessage {

    /** What one byte says. */
    int GROUP_MAX = Byte.MAX_VALUE;

    /** Asked by a leader, a node that adds a member, or a status page. */
    sealed interface Request extends PeerMessage {}

    /** Answered by the node that was asked. */
    sealed interface Answer extends PeerMessage {}

    /** Who are you, which term are you in, and does your log hold anything? */
    record StateQuery() implements Request {}

    /**
     * @param id who answers: an address may lead to another node than the asker thinks
     * @param term current term of the live Raft division, which never goes back
     * @param logHolds whether the log has an entry: without one a node's vote does not count
     */
    record StateAnswer(String id, long term, boolean logHolds, long applied) implements Answer {}

    /**
     * Which term are you in, and if it is this one, do you promise to elect nobody for a while? By
     * the leader of the term.
     */
    record PromiseQuery(long term) implements Request {}

    /**
     * @param term as in {@link StateAnswer}, read after the promise was made
     * @param promised for how long is agreed (raft.VoteGuard), from before this was sent
     */
    record PromiseAnswer(String id, long term, boolean promised) implements Answer {}

    /**
     * Up to where must I have applied, to serve reads that wait for me now? To the leader.
     *
     * @param byLease whether the leader may answer by its lease
     */
    record ReadIndexQuery(boolean byLease) implements Request {}

    record ReadIndexAnswer(long index) implements Answer {}

    /**
     * Put these into the log in this order. To the leader.
     *
     * @param term in which the asker takes the other to lead; it must refuse in any other, so that
     *     a request that was long under way cannot come behind later ones
     */
    record Forward(long term, List<byte[]> operations) implements Request {
        public Forward {
            operations = List.copyOf(operations);
        }
    }

    /**
     * The same to another group than the first, where a node is in several.
     *
     * @param group its number, from 1
     */
    record InGroup(int group, Request request) implements Request {
        public InGroup {
            if (group < 1 || group > GROUP_MAX) {
                throw new IllegalArgumentException(
                        "group " + group + ", expected 1 to " + GROUP_MAX);
            }
            if (request instanceof InGroup) {
                throw new IllegalArgumentException("a group in a group");
            }
        }
    }

    /** One outcome for each operation, in their order. */
    record ForwardAnswer(List<Outcome> outcomes) implements Answer {
        public ForwardAnswer {
            outcomes = List.copyOf(outcomes);
        }
    }

    /** The whole request was refused, and nothing of it happened. */
    record Refusal(Failure failure) implements Answer {}
}
