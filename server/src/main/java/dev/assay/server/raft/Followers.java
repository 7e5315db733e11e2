package dev.assay.server.raft;

import org.apache.ratis.proto.RaftProtos.CommitInfoProto;
import org.apache.ratis.proto.RaftProtos.ServerRpcProto;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.RaftServer;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a leader knows of those who could lead next.
 *
 * @param heard those it heard of within an election time-out
 * @param commits up to where each member knows the log to be committed
 */
record Followers(Set<String> heard, Map<String, Long> commits) {

    /** A follower so little behind catches up in a moment, in which no write is taken. */
    private static final long NEAR_ENTRIES = 1_000;

    private static final long NOTHING = -1;

    static Followers of(RaftServer.Division leader, Duration electionMax) {
        Set<String> heard =
                leader.getInfo().getRoleInfoProto().getLeaderInfo().getFollowerInfoList().stream()
                        .filter(follower ->
                                follower.getLastRpcElapsedTimeMs() <= electionMax.toMillis())
                        .map(ServerRpcProto::getId)
                        .map(peer -> RaftPeerId.valueOf(peer.getId()).toString())
                        .collect(Collectors.toSet());
        Map<String, Long> commits = new HashMap<>();
        for (CommitInfoProto info : leader.getCommitInfos()) {
            commits.put(
                    RaftPeerId.valueOf(info.getServer().getId()).toString(), info.getCommitIndex());
        }
        return new Followers(heard, commits);
    }

    /** The one that knows most of the log to be committed. */
    Optional<String> nearest() {
        return heard.stream().max(Comparator.comparing(this::commit));
    }

    boolean mayTake(String id, long commitIndex) {
        return heard.contains(id) && commitIndex - commit(id) <= NEAR_ENTRIES;
    }

    private long commit(String id) {
        return commits.getOrDefault(id, NOTHING);
    }
}
