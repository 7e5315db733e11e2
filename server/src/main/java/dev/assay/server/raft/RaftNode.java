package dev.assay.server.raft;

import dev.assay.server.data.Failure;
import dev.assay.server.peer.HostPort;
import dev.assay.server.store.Store;

import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.RaftClientAsynchronousProtocol;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.protocol.SetConfigurationRequest;
import org.apache.ratis.protocol.SnapshotManagementRequest;
import org.apache.ratis.protocol.TransferLeadershipRequest;
import org.apache.ratis.protocol.exceptions.ResourceUnavailableException;
import org.apache.ratis.server.RaftConfiguration;
import org.apache.ratis.server.RaftServer;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * This node's member of one Raft group. Its log lies in one directory; what is committed goes into
 * the {@link Store}. The {@link RaftHost} starts and closes it.
 */
public final class RaftNode implements Consensus, Proposer {

    private final RaftHost host;
    private final RaftGroupId group;
    private final Member self;
    private final ClientId clientId = ClientId.randomId();
    private final AtomicLong callIds = new AtomicLong();

    private final RaftSettings settings;
    private final Store store;
    private final Snapshots snapshots;
    private final LogStateMachine stateMachine;
    private final Snapshotting snapshotting;
    /** Addresses of the members that a change under way brings. */
    private final Map<String, HostPort> staged = new ConcurrentHashMap<>();

    private final Function<String, @Nullable HostPort> addresses = this::raftAddress;
    private volatile RaftServer.@Nullable Division division;
    private volatile @Nullable KnownConfiguration known;

    /** What was last read, for it is asked for with every read by lease. */
    private record KnownConfiguration(RaftConfiguration source, Configuration members) {}

    /**
     * Brings log, snapshots and store together, without taking part yet.
     *
     * @param number of the group, from 0
     * @param guard keeps this node's promises not to take part in the group's elections
     * @throws IOException if the storage cannot be used
     */
    public RaftNode(
            RaftHost host,
            int number,
            Store store,
            OperationDecoder decoder,
            Applied applied,
            VoteGuard guard)
            throws IOException {
        this.host = host;
        this.group = RaftHost.id(number);
        this.self = host.self();
        this.settings = host.settings();
        this.store = store;
        Path home = host.home(group);
        if (number > 0 && host.bootstraps()) {
            UnbegunGroup.remove(home);
        }
        this.snapshots = new Snapshots(home);
        snapshots.recover();
        Recovery.of(home.resolve("current"), snapshots, store, host.fsync());
        this.stateMachine = new LogStateMachine(store, decoder, applied, snapshots);
        this.snapshotting = new Snapshotting(store, stateMachine, snapshots, this::createSnapshot);
        host.add(group, this, guard);
    }

    LogStateMachine stateMachine() {
        return stateMachine;
    }

    /** Ratis may ask for addresses from now on. */
    void opened() {
        MemberResolver.add(addresses);
    }

    /** Ratis has started the group's division. */
    void started() throws IOException {
        division = host.server().getDivision(group);
        stateMachine.start(() -> leaderReady() && configuration().isOnly(self.id()));
        snapshotting.start(this::live);
    }

    void closing() {
        snapshotting.close();
    }

    void closed() {
        MemberResolver.remove(addresses);
    }

    /** The division, for what only Ratis can answer; null before the start. */
    public RaftServer.@Nullable Division division() {
        return division;
    }

    /** Whether this node is a member of a group, as far as its log says. */
    public boolean belongs() {
        return configuration().all().stream().anyMatch(member -> member.id().equals(self.id()));
    }

    /**
     * Whether this node took part and does not any more: Ratis closed it, because its log or state
     * failed or because the group took it out.
     */
    public boolean over() {
        RaftServer.Division raft = division;
        return raft != null && (!raft.getInfo().isAlive() || stateMachine.logFailed());
    }

    @Override
    public String id() {
        return self.id();
    }

    @Override
    public Route route() {
        RaftServer.Division raft = division;
        if (raft == null || !raft.getInfo().isAlive()) {
            return new Route.Nowhere(Failure.NO_LEADER);
        }
        if (raft.getInfo().isLeader()) {
            return raft.getInfo().isLeaderReady()
                    ? new Route.Self()
                    : new Route.Nowhere(Failure.LOADING);
        }
        RaftPeerId leader = raft.getInfo().getLeaderId();
        if (leader == null || leader.equals(raft.getId())) {
            return new Route.Nowhere(Failure.NO_LEADER);
        }
        RaftPeer peer = raft.getRaftConf().getPeer(leader);
        return peer == null
                ? new Route.Nowhere(Failure.NO_LEADER)
                : new Route.Other(RaftPeers.member(peer));
    }

    @Override
    public boolean live() {
        RaftServer.Division raft = division;
        return raft != null && raft.getInfo().getLifeCycleState().isRunning();
    }

    @Override
    public long term() {
        RaftServer.Division raft = division;
        return raft == null ? 0 : raft.getInfo().getCurrentTerm();
    }

    @Override
    public boolean leaderReady() {
        RaftServer.Division raft = division;
        return raft != null && raft.getInfo().isLeader() && raft.getInfo().isLeaderReady();
    }

    @Override
    public long commitIndex() {
        RaftServer.Division raft = division;
        if (raft == null) {
            return -1;
        }
        // Where this node is its whole group Ratis hears of it a little later.
        return Math.max(
                raft.getRaftLog().getLastCommittedIndex(), store.applied().index());
    }

    @Override
    public Configuration configuration() {
        RaftServer.Division raft = division;
        if (raft == null) {
            return new Configuration(List.of(), List.of());
        }
        RaftConfiguration now = raft.getRaftConf();
        KnownConfiguration last = known;
        if (last == null || last.source() != now) {
            last = new KnownConfiguration(
                    now,
                    new Configuration(
                            RaftPeers.members(now.getCurrentPeers()),
                            RaftPeers.members(now.getPreviousPeers())));
            known = last;
        }
        return last.members();
    }

    @Override
    public boolean logHolds() {
        RaftServer.Division raft = division;
        try {
            return raft != null
                    && (raft.getRaftLog().getLastEntryTermIndex() != null
                            || snapshots.latest().isPresent());
        } catch (IllegalStateException closed) {
            return false; // Where the group took this node out, and others have not yet.
        }
    }

    /** FOLLOWER, CANDIDATE or LEADER; STARTING before that. */
    public String role() {
        RaftServer.Division raft = division;
        return raft == null ? "STARTING" : raft.getInfo().getCurrentRole().name();
    }

    /** The known leader's id, or null. */
    public @Nullable String leaderId() {
        RaftServer.Division raft = division;
        RaftPeerId leader = raft == null ? null : raft.getInfo().getLeaderId();
        return leader == null ? null : leader.toString();
    }

    @Override
    public void propose(Batch batch) {
        RaftServer.Division raft = division;
        if (raft == null) {
            batch.fail(Failure.NO_LEADER);
            return;
        }
        RaftClientRequest request = RaftClientRequest.newBuilder()
                .setClientId(clientId)
                .setServerId(raft.getId())
                .setGroupId(group)
                .setCallId(callIds.incrementAndGet())
                .setMessage(batch)
                .setType(RaftClientRequest.writeRequestType())
                .build();
        try {
            ((RaftClientAsynchronousProtocol) raft)
                    .submitClientRequestAsync(request)
                    .whenComplete((reply, failure) -> ended(batch, reply, failure));
        } catch (Throwable refused) {
            // Ratis throws unchecked too, for example UnsupportedOperationException.
            batch.fail(Failure.NO_LEADER);
        }
    }

    /** A success needs nothing here: the batch had its results when the entry was applied. */
    private static void ended(
            Batch batch, @Nullable RaftClientReply reply, @Nullable Throwable failure) {
        if (failure != null || reply == null) {
            batch.fail(Failure.NO_LEADER);
        } else if (!reply.isSuccess()) {
            batch.fail(
                    reply.getException() instanceof ResourceUnavailableException
                            ? Failure.OVERLOADED
                            : Failure.NO_LEADER);
        }
    }

    /**
     * Makes these the members, blocking until the change is committed. Only the leader can; where
     * nothing would change, nothing is done.
     *
     * <p>Ratis does not see a change of addresses alone, but it sees one of priorities; so all
     * members go up by one together, which gives none of them a preference.
     *
     * @param wanted all members, one for each id
     * @throws IOException if this node does not lead, another change is under way, or a new member
     *     does not catch up in Ratis' time
     */
    public void change(List<Member> wanted) throws IOException {
        RaftServer.Division raft = division;
        if (raft == null) {
            throw new IOException("this node has not started yet");
        }
        RaftConfiguration known = raft.getRaftConf();
        Collection<RaftPeer> present = known.getCurrentPeers();
        List<Member> current = RaftPeers.members(present);
        if (current.size() == wanted.size() && current.containsAll(wanted)) {
            return;
        }
        int priority = present.stream().mapToInt(RaftPeer::getPriority).max().orElse(0);
        if (ids(current).equals(ids(wanted))) {
            priority++;
        }
        List<RaftPeer> coming = new ArrayList<>();
        for (Member member : wanted) {
            coming.add(RaftPeers.of(member, priority));
            staged.put(member.id(), member.raft());
        }
        try {
            MemberResolver.changed();
            RaftClientReply reply = host.server()
                    .setConfiguration(new SetConfigurationRequest(
                            clientId,
                            host.server().getId(),
                            group,
                            callIds.incrementAndGet(),
                            SetConfigurationRequest.Arguments.newBuilder()
                                    .setServersInCurrentConf(List.copyOf(present))
                                    .setServersInNewConf(coming)
                                    .setMode(SetConfigurationRequest.Mode.COMPARE_AND_SET)
                                    .build()));
            if (!reply.isSuccess()) {
                throw new IOException(reason(reply));
            }
        } finally {
            staged.clear();
            MemberResolver.changed();
        }
    }

    /**
     * Hands the leadership to another member, blocking until that leads or the time is over.
     *
     * @throws IOException if this node does not lead any more, or the other did not take it in time
     */
    public void transfer(String id, Duration within) throws IOException {
        RaftClientReply reply = host.server()
                .transferLeadership(new TransferLeadershipRequest(
                        clientId,
                        host.server().getId(),
                        group,
                        callIds.incrementAndGet(),
                        RaftPeerId.valueOf(id),
                        within.toMillis()));
        if (!reply.isSuccess()) {
            throw new IOException(reason(reply));
        }
    }

    /**
     * The follower that is the best next leader: heard of within an election time-out, and of those
     * the one that knows most of the log to be committed. Empty if this node does not lead, or
     * hears of nobody.
     */
    public Optional<String> heir() {
        return followers().flatMap(Followers::nearest);
    }

    /** Whether this node leads and this follower could take over at once: it is there and near. */
    public boolean mayTake(String id) {
        return followers().stream().anyMatch(followers -> followers.mayTake(id, commitIndex()));
    }

    private Optional<Followers> followers() {
        RaftServer.Division raft = division;
        return raft == null || !raft.getInfo().isLeader()
                ? Optional.empty()
                : Optional.of(Followers.of(raft, settings.electionMax()));
    }

    /**
     * Writes a snapshot of this node's state and drops the log before it.
     *
     * @return the index of the last entry in it, or why there is none
     */
    public CompletableFuture<Long> snapshot() {
        return snapshotting.take();
    }

    private long createSnapshot(Duration within) throws IOException {
        RaftClientReply reply = host.server()
                .snapshotManagement(SnapshotManagementRequest.newCreate(
                        clientId,
                        host.server().getId(),
                        group,
                        callIds.incrementAndGet(),
                        within.toMillis(),
                        1));
        if (!reply.isSuccess()) {
            throw new IOException(reason(reply));
        }
        return reply.getLogIndex();
    }

    /** Index of the last entry that the newest snapshot holds, -1 without one. */
    public long snapshotIndex() {
        return snapshots.latest().map(snapshot -> snapshot.position().index()).orElse(-1L);
    }

    /** Index of the first entry that the log still has. */
    public long logStartIndex() {
        RaftServer.Division raft = division;
        try {
            return raft == null ? -1 : raft.getRaftLog().getStartIndex();
        } catch (IllegalStateException closed) {
            return -1;
        }
    }

    private static String reason(RaftClientReply reply) {
        Throwable cause = reply.getException();
        return cause == null || cause.getMessage() == null
                ? String.valueOf(cause)
                : cause.getMessage();
    }

    /** For gRPC, which dials members by name; from any thread. */
    private @Nullable HostPort raftAddress(String id) {
        HostPort coming = staged.get(id);
        if (coming != null) {
            return coming;
        }
        RaftServer server = host.serverIfOpen();
        if (server == null) {
            return null;
        }
        try {
            RaftPeer peer = server.getDivision(group).getRaftConf().getPeer(RaftPeerId.valueOf(id));
            return peer == null ? null : RaftPeers.member(peer).raft();
        } catch (IOException notYet) {
            return null;
        }
    }

    private static Set<String> ids(List<Member> members) {
        return members.stream().map(Member::id).collect(Collectors.toSet());
    }
}
