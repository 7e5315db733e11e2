package dev.assay.server.raft;

import org.apache.ratis.proto.RaftProtos.RaftRpcRequestProto;
import org.apache.ratis.protocol.RaftGroupId;
import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The guard of each group of a node: what was promised to the leader of one must not keep another,
 * whose leader has died, from electing. Threads: any.
 */
final class VoteGuards {

    private final Map<RaftGroupId, VoteGuard> byGroup = new ConcurrentHashMap<>();

    void add(RaftGroupId group, VoteGuard guard) {
        byGroup.put(group, guard);
    }

    /** The guard of the group that a request is about; null if this node has no such group. */
    @Nullable
    VoteGuard of(RaftRpcRequestProto request) {
        return byGroup.get(RaftGroupId.valueOf(request.getRaftGroupId().getId()));
    }
}
