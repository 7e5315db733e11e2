package dev.assay.server.node;

import dev.assay.server.peer.PeerAnswer;
import dev.assay.server.peer.PeerMessage;
import dev.assay.server.peer.PeerPort;
import dev.assay.server.raft.Applied;
import dev.assay.server.raft.Member;
import dev.assay.server.raft.RaftNode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The fields of /status: hraftd's me, leader and followers, then ours. Every member is asked
 * whether its log holds an entry; one that does not answer in time has null there. Confined to the
 * event loop.
 */
final class Status {

    /** A status page must come also from a node that is cut off. */
    private static final Duration ASK_DEADLINE = Duration.ofMillis(300);

    private final NodeConfig config;
    private final RaftNode raft;
    private final Applied applied;
    private final PeerPort peers;
    private final LongSupplier nanoClock;

    Status(
            NodeConfig config,
            RaftNode raft,
            Applied applied,
            PeerPort peers,
            LongSupplier nanoClock) {
        this.config = config;
        this.raft = raft;
        this.applied = applied;
        this.peers = peers;
        this.nanoClock = nanoClock;
    }

    void gather(Consumer<Map<String, Object>> answer) {
        List<Member> members = raft.configuration().all();
        Map<String, Boolean> logHolds = new LinkedHashMap<>();
        logHolds.put(raft.id(), raft.logHolds());
        List<Member> others = members.stream()
                .filter(member -> !member.id().equals(raft.id()))
                .toList();
        if (others.isEmpty()) {
            answer.accept(fields(members, logHolds));
            return;
        }
        int[] missing = {others.size()};
        long deadline = nanoClock.getAsLong() + ASK_DEADLINE.toNanos();
        for (Member member : others) {
            peers.ask(member.http(), new PeerMessage.StateQuery(), deadline, heard -> {
                if (heard instanceof PeerAnswer.Answered answered
                        && answered.message() instanceof PeerMessage.StateAnswer state
                        && state.id().equals(member.id())) {
                    logHolds.put(member.id(), state.logHolds());
                }
                missing[0]--;
                if (missing[0] == 0) {
                    answer.accept(fields(members, logHolds));
                }
            });
        }
    }

    /** The leader with all of its addresses, if one is known. */
    Optional<Map<String, Object>> leader() {
        String leader = raft.leaderId();
        return raft.configuration().all().stream()
                .filter(member -> member.id().equals(leader))
                .findFirst()
                .map(Status::addresses);
    }

    private Map<String, Object> fields(List<Member> members, Map<String, Boolean> logHolds) {
        String leader = raft.leaderId();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("me", node(config.self()));
        members.stream()
                .filter(member -> member.id().equals(leader))
                .findFirst()
                .ifPresentOrElse(
                        member -> fields.put("leader", node(member)),
                        () -> fields.put("leader", Map.of("id", "", "address", "")));
        List<Object> followers = new ArrayList<>();
        members.stream()
                .filter(member -> !member.id().equals(leader))
                .forEach(member -> followers.add(node(member)));
        fields.put("followers", followers);
        fields.put("role", raft.role());
        fields.put("term", raft.term());
        fields.put("commitIndex", raft.commitIndex());
        fields.put("appliedIndex", applied.index());
        fields.put("snapshotIndex", raft.snapshotIndex());
        fields.put("logStartIndex", raft.logStartIndex());
        fields.put("level", config.level().toString());
        fields.put("durability", Map.of("fsync", config.fsync().toString()));
        List<Object> details = new ArrayList<>();
        members.forEach(member -> details.add(details(member, logHolds)));
        fields.put("members", details);
        fields.put(
                "formed",
                !members.isEmpty()
                        && members.stream()
                                .allMatch(
                                        member -> Objects.equals(logHolds.get(member.id()), true)));
        return fields;
    }

    private static Map<String, Object> node(Member member) {
        Map<String, Object> node = new LinkedHashMap<>();
        node.put("id", member.id());
        node.put("address", member.raft().toString());
        return node;
    }

    private static Map<String, Object> details(Member member, Map<String, Boolean> logHolds) {
        Map<String, Object> details = addresses(member);
        details.put("hasLogEntry", logHolds.get(member.id()));
        return details;
    }

    private static Map<String, Object> addresses(Member member) {
        Map<String, Object> addresses = node(member);
        addresses.put("httpAddress", member.http().toString());
        addresses.put("redisAddress", member.redis().toString());
        return addresses;
    }
}
