package dev.assay.server.raft;

import org.apache.ratis.grpc.server.GrpcLogAppender;
import org.apache.ratis.grpc.server.GrpcServicesImpl;
import org.apache.ratis.proto.RaftProtos.AppendEntriesRequestProto;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.leader.FollowerInfo;
import org.apache.ratis.server.leader.LeaderState;
import org.apache.ratis.server.raftlog.RaftLog;
import org.apache.ratis.server.raftlog.RaftLogIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the log to one follower: Ratis' own appender, which here goes back where the follower asks
 * for it, and sends again what was lost on the way. Used by its own thread, and by gRPC's for
 * replies; {@link #newAppendEntriesRequest} is called with Ratis' lock held.
 */
final class Appender extends GrpcLogAppender {

    private static final Logger LOG = LoggerFactory.getLogger(Appender.class);

    private static final long NONE = RaftLog.INVALID_LOG_INDEX;

    private boolean hasWarned;

    /** The first entry that was sent and that the follower has not said to hold. */
    private long unanswered = NONE;

    /** What {@link #unanswered} was when nothing that was sent could be answered any more. */
    private long lost = NONE;

    Appender(RaftServer.Division server, LeaderState state, FollowerInfo follower) {
        super(server, state, follower);
    }

    /** Wants the class that {@link OutgoingVotes} is wrapped around; called by super's constructor. */
    @Override
    public GrpcServicesImpl getServerRpc() {
        return ((OutgoingVotes) getServer().getRaftServer().getServerRpc()).unguarded();
    }

    /**
     * The follower knows best what its log ends with. Ratis 3.3.0 does not go back behind what the
     * follower has once held, and so never reaches one that has lost it; what is committed does not
     * depend on where it goes on.
     */
    @Override
    protected long getNextIndexForInconsistency(long requestFirstIndex, long replyNextIndex) {
        if (replyNextIndex <= getFollower().getMatchIndex() && !hasWarned) {
            hasWarned = true;
            LOG.warn(
                    "{} has lost entries from {} on that it had held: sending them again",
                    getFollowerId(),
                    replyNextIndex);
        }
        boolean again = replyNextIndex == requestFirstIndex
                && replyNextIndex > RaftLog.LEAST_VALID_LOG_INDEX;
        return again ? replyNextIndex - 1 : replyNextIndex;
    }

    @Override
    public AppendEntriesRequestProto newAppendEntriesRequest(long callId, boolean heartbeat)
            throws RaftLogIOException {
        sendAgainWhatWasLost();
        AppendEntriesRequestProto request = super.newAppendEntriesRequest(callId, heartbeat);
        if (request != null && request.getEntriesCount() > 0) {
            long first = request.getEntries(0).getIndex();
            unanswered = unanswered == NONE ? first : Math.min(unanswered, first);
        }
        return request;
    }

    /**
     * Where a stream breaks, or an answer takes too long, Ratis 3.3.0 forgets what it has sent there
     * and goes on behind it. A follower that lacks it says so when the next entry comes. But a new
     * leader takes no writes until the first entry of its term is held by a majority: if just this
     * one, or the answer to it, is lost, no entry ever comes, and the cluster stands still until
     * another is elected.
     */
    private void sendAgainWhatWasLost() {
        FollowerInfo follower = getFollower();
        long held = follower.getMatchIndex();
        if (unanswered != NONE && unanswered <= held) {
            unanswered = held + 1 < follower.getNextIndex() ? held + 1 : NONE;
        }
        if (unanswered == NONE || hasPendingDataRequests()) {
            lost = NONE;
        } else if (lost != unanswered) {
            lost = unanswered; // an answer may be in another thread's hands: look once more
        } else if (unanswered < follower.getNextIndex()) {
            follower.setNextIndex(unanswered);
        }
    }
}
