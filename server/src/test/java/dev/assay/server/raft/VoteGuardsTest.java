package dev.assay.server.raft;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.ratis.proto.RaftProtos.RaftGroupIdProto;
import org.apache.ratis.proto.RaftProtos.RaftRpcRequestProto;
import org.junit.jupiter.api.Test;

class VoteGuardsTest {

    private long nanos = VoteGuard.PROMISE.toNanos();

    private static RaftRpcRequestProto about(int group) {
        return RaftRpcRequestProto.newBuilder()
                .setRaftGroupId(
                        RaftGroupIdProto.newBuilder().setId(RaftHost.id(group).toByteString()))
                .build();
    }

    @Test
    void a_promise_in_one_group_keeps_no_other_from_electing() {
        VoteGuards guards = new VoteGuards();
        VoteGuard[] own = {new VoteGuard(() -> nanos), new VoteGuard(() -> nanos)};
        for (int group = 0; group < own.length; group++) {
            guards.add(RaftHost.id(group), own[group]);
        }
        nanos += VoteGuard.PROMISE.toNanos();
        assertThat(guards.of(about(0))).isSameAs(own[0]);
        assertThat(guards.of(about(1))).isSameAs(own[1]);
        assertThat(guards.of(about(2))).isNull();
        assertThat(own[0].promise()).isTrue();
        assertThat(own[0].mayStand()).isFalse();
        assertThat(own[1].mayStand()).isTrue();
    }
}
