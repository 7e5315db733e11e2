package dev.assay.server.node;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.assay.server.command.CommandTable;
import dev.assay.server.command.Execution;
import dev.assay.server.command.Expiry;
import dev.assay.server.command.GroupExecution;
import dev.assay.server.command.OperationCodec;
import dev.assay.server.command.Slots;
import dev.assay.server.data.Bytes;
import dev.assay.server.peer.GroupPeers;
import dev.assay.server.peer.PeerMessage;
import dev.assay.server.peer.PeerPort;
import dev.assay.server.peer.PeerService;
import dev.assay.server.raft.Applied;
import dev.assay.server.raft.Consensus;
import dev.assay.server.raft.RaftHost;
import dev.assay.server.raft.RaftNode;
import dev.assay.server.raft.VoteGuard;
import dev.assay.server.read.LeaderIndex;
import dev.assay.server.read.LeaderLease;
import dev.assay.server.read.LeaseClock;
import dev.assay.server.read.LinearizableReads;
import dev.assay.server.read.ReadBarrier;
import dev.assay.server.read.Reads;
import dev.assay.server.store.Store;
import dev.assay.server.write.GroupCommit;
import dev.assay.server.write.LogClock;
import dev.assay.server.write.Writes;

import io.netty.channel.EventLoop;

import java.io.IOException;
import java.util.function.LongSupplier;

/**
 * One Raft group on this node, from its database to what executes commands in it. Those of a node
 * share its event loop, its links to other nodes and its Ratis server, and nothing else.
 */
final class Group {

    private final int number;
    private final int count;
    private final Store store;
    private final Applied applied;
    private final RaftNode raft;
    private final GroupCommit groupCommit;
    private final LeaderLease leaderLease;
    private final LinearizableReads linearizable;
    private final LinearizableReads leased;
    private final LinearizableReads own;
    private final Writes writes;
    private final Execution execution;
    private final Expiry expiry;
    private final Members members;
    private final Status status;
    private final RoleLog roles;
    private final PassedOn passedOn;
    private final PeerService answers;

    /** What the groups of a node share. */
    record Shared(
            NodeConfig config,
            NodeParts parts,
            RaftHost host,
            PeerPort peers,
            EventLoop loop,
            LongSupplier nanoClock,
            CommandTable table,
            OperationCodec codec,
            Metrics metrics,
            PassedOn passedOn,
            OpenParts open) {}

    /**
     * @param number from 0
     * @param count how many groups there are
     * @param store where its keys are; closed by the caller, after the host
     * @throws IOException with a text for the operator if its data cannot be used
     */
    Group(int number, int count, Store store, Shared node) throws IOException {
        this.number = number;
        this.count = count;
        this.store = store;
        NodeConfig config = node.config();
        NodeParts parts = node.parts();
        EventLoop loop = node.loop();
        LongSupplier nanoClock = node.nanoClock();
        PeerPort peers = GroupPeers.of(node.peers(), number);
        applied = new Applied(loop);
        VoteGuard guard = new VoteGuard(nanoClock);
        raft = new RaftNode(node.host(), number, store, node.codec(), applied, guard);
        LogClock clock = new LogClock(parts.wallMillis(), nanoClock, store::timeMillis);
        Consensus seen = config.doors().redirects() ? new Redirecting(raft) : raft;
        GroupCommit.Later later = (nanos, task) -> loop.schedule(task, nanos, NANOSECONDS);
        groupCommit = new GroupCommit(seen, raft, peers, loop, later, nanoClock, clock);
        writes = node.metrics().metered(parts.writes(groupCommit, raft));
        LeaderIndex leaderIndex = new LeaderIndex(raft, peers, loop, nanoClock);
        leaderLease =
                new LeaderLease(raft, peers, loop, nanoClock, parts.leaseClock(LeaseClock.SYSTEM));
        PeerMessage.ReadIndexQuery confirmed = new PeerMessage.ReadIndexQuery(false);
        linearizable = new LinearizableReads(
                seen, leaderIndex, confirmed, peers, applied, loop, nanoClock);
        leased = new LinearizableReads(
                seen,
                leaderLease,
                new PeerMessage.ReadIndexQuery(true),
                peers,
                applied,
                loop,
                nanoClock);
        // To learn whether it is up to date a node asks the leader, whatever clients must do.
        own = new LinearizableReads(raft, leaderIndex, confirmed, peers, applied, loop, nanoClock);
        ReadBarrier barrier = parts.reads(linearizable, raft, loop);
        Reads reads = node.metrics().metered(reads(barrier, leased, applied));
        execution = new GroupExecution(node.table(), store, reads, writes, clock);
        expiry = new Expiry(store, raft, groupCommit, clock);
        passedOn = node.passedOn().inGroup(number);
        members = node.open().add(new Members(raft, leaderLease, passedOn, peers, loop, nanoClock));
        status = new Status(config, raft, applied, peers, nanoClock);
        roles = new RoleLog(raft, count == 1 ? "" : "group " + number + ": ");
        answers = new PeerAnswers(
                raft, applied, guard, leaderIndex, leaderLease, writes, node.codec());
    }

    private static Reads reads(ReadBarrier linearizable, ReadBarrier leased, Applied applied) {
        return (level, waiter) -> {
            switch (level) {
                case LINEARIZABLE -> linearizable.await(waiter);
                case LEASE -> leased.await(waiter);
                case STALE -> waiter.pass(applied.index());
            }
        };
    }

    /** Every few milliseconds, on the event loop. */
    void step(long nowNanos) {
        groupCommit.step(nowNanos);
        linearizable.step(nowNanos);
        leased.step(nowNanos);
        own.step(nowNanos);
        applied.step(nowNanos);
        roles.step();
        expiry.step();
    }

    /** Ends what waits for the log; on the event loop. */
    void endWrites() {
        groupCommit.close();
    }

    int number() {
        return number;
    }

    int firstSlot() {
        return Slots.first(number, count);
    }

    int lastSlot() {
        return Slots.last(number, count);
    }

    /** Whether a key's slot is one of the group's. */
    boolean has(Bytes key) {
        return Slots.group(Slots.of(key), count) == number;
    }

    Store store() {
        return store;
    }

    Applied applied() {
        return applied;
    }

    RaftNode raft() {
        return raft;
    }

    LeaderLease lease() {
        return leaderLease;
    }

    Writes writes() {
        return writes;
    }

    Execution execution() {
        return execution;
    }

    Members members() {
        return members;
    }

    Status status() {
        return status;
    }

    PeerService answers() {
        return answers;
    }

    PassedOn passedOn() {
        return passedOn;
    }

    /** Waits until this node has applied all that was committed before. */
    ReadBarrier upToDate() {
        return own;
    }
}
