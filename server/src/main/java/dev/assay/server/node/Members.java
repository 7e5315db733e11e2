package dev.assay.server.node;

import dev.assay.server.http.Cluster;
import dev.assay.server.peer.HostPort;
import dev.assay.server.peer.PeerAnswer;
import dev.assay.server.peer.PeerMessage;
import dev.assay.server.peer.PeerPort;
import dev.assay.server.raft.Configuration;
import dev.assay.server.raft.Member;
import dev.assay.server.raft.RaftNode;
import dev.assay.server.raft.Route;
import dev.assay.server.read.LeaderLease;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Takes members in and out and hands the leadership over. A change of members blocks for as long as
 * the new one needs to catch up, so it has a thread of its own, on which one change follows the
 * other.
 *
 * <p>A join succeeds only when the new member's log holds an entry: before that Ratis ignores its
 * vote (RATIS-1995), and a group that looks complete could not elect a leader.
 */
final class Members implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Members.class);

    /** Changes that may wait for their turn. */
    private static final int WAITING_MAX = 16;

    /** How long the new member may take to have its first entry, after it was added. */
    private static final Duration FIRST_ENTRY_MAX = Duration.ofSeconds(10);

    private static final Duration ASK_DEADLINE = Duration.ofSeconds(1);
    private static final Duration ASK_PAUSE = Duration.ofMillis(50);

    /** How long a change waits for a leader that is ready. */
    private static final Duration LEADER_MAX = Duration.ofSeconds(3);

    /** The heir may have to catch up and must win an election. */
    static final Duration TRANSFER_MAX = Duration.ofSeconds(3);

    /** hraftd listens for HTTP a thousand below Raft: 11000 and 12000. */
    private static final int HTTP_BELOW_RAFT = 1_000;

    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int UNAVAILABLE = 503;

    /** It may have happened all the same; asking again does no harm. */
    private static final int UNKNOWN = 504;

    private static final Cluster.JoinResult DONE = Cluster.JoinResult.done("");
    private static final Cluster.JoinResult NO_LEADER =
            new Cluster.JoinResult(UNAVAILABLE, "no leader is known");

    private static final Cluster.JoinResult TOO_MANY = new Cluster.JoinResult(
            UNAVAILABLE, WAITING_MAX + " changes of members are waiting already");

    private final RaftNode raft;
    private final LeaderLease lease;
    private final PassedOn toLeader;
    private final PeerPort peers;
    private final ExecutorService loop;
    private final LongSupplier nanoClock;
    /** A change that this node asks of others has its own deadlines; behind this the node ends. */
    private static final Duration ANSWERED_MAX = Duration.ofSeconds(5);

    private final ExecutorService changes = new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING_MAX), task -> {
                Thread thread = new Thread(task, "members");
                thread.setDaemon(true);
                return thread;
            });

    /**
     * What waits for another node's answer. Not on the thread of the changes: a leader that is told
     * to leave hands over first, maybe to this node, and then asks it to go on with the change.
     */
    private final ThreadPoolExecutor passing = new ThreadPoolExecutor(
            0, WAITING_MAX, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                Thread thread = new Thread(task, "members-passing");
                thread.setDaemon(true);
                return thread;
            });

    /** A change as the leader makes it, and as it is asked of the leader. */
    private interface Change {

        Cluster.JoinResult here() throws IOException, InterruptedException;

        Cluster.JoinResult at(HostPort leader) throws IOException, InterruptedException;
    }

    /** A step of a change; empty if another one answers. */
    @FunctionalInterface
    private interface Step {
        Optional<Cluster.JoinResult> take() throws IOException, InterruptedException;
    }

    Members(
            RaftNode raft,
            LeaderLease lease,
            PassedOn toLeader,
            PeerPort peers,
            ExecutorService loop,
            LongSupplier nanoClock) {
        this.raft = raft;
        this.lease = lease;
        this.toLeader = toLeader;
        this.peers = peers;
        this.loop = loop;
        this.nanoClock = nanoClock;
    }

    void join(Cluster.Join join, Consumer<Cluster.JoinResult> answer) {
        Member member;
        try {
            member = member(join);
        } catch (IllegalArgumentException e) {
            answer.accept(new Cluster.JoinResult(BAD_REQUEST, String.valueOf(e.getMessage())));
            return;
        }
        enqueue("take " + member.id() + " in", join.passedOn(), answer, new Change() {
            @Override
            public Cluster.JoinResult here() throws IOException, InterruptedException {
                return takeIn(member, join.replaces());
            }

            @Override
            public Cluster.JoinResult at(HostPort leader) throws IOException, InterruptedException {
                return toLeader.join(leader, member, join.replaces(), true);
            }
        });
    }

    void leave(String id, boolean passedOn, Consumer<Cluster.JoinResult> answer) {
        enqueue("take " + id + " out", passedOn, answer, new Change() {
            @Override
            public Cluster.JoinResult here() throws IOException, InterruptedException {
                return takeOut(id);
            }

            @Override
            public Cluster.JoinResult at(HostPort leader) throws IOException, InterruptedException {
                return toLeader.leave(leader, id);
            }
        });
    }

    void transfer(Optional<String> id, boolean passedOn, Consumer<Cluster.JoinResult> answer) {
        enqueue("hand the leadership over", passedOn, answer, new Change() {
            @Override
            public Cluster.JoinResult here() throws IOException {
                return handOver(id);
            }

            @Override
            public Cluster.JoinResult at(HostPort leader) throws IOException, InterruptedException {
                return toLeader.transfer(leader, id.orElse(""));
            }
        });
    }

    /** Waits, for a limited time, until every change asked for before has been answered. */
    void awaitAnswered() throws InterruptedException {
        try {
            changes.submit(() -> {}).get(ANSWERED_MAX.toMillis(), TimeUnit.MILLISECONDS);
            long deadline = nanoClock.getAsLong() + ANSWERED_MAX.toNanos();
            while (passing.getActiveCount() > 0 && nanoClock.getAsLong() - deadline < 0) {
                Thread.sleep(ASK_PAUSE.toMillis());
            }
        } catch (RejectedExecutionException | ExecutionException | TimeoutException e) {
            LOG.info("ending before every change of members was answered: {}", e.toString());
        }
    }

    private static Member member(Cluster.Join join) {
        HostPort raft = HostPort.parse(join.raft());
        HostPort http = join.http().isEmpty()
                ? new HostPort(raft.host(), raft.port() - HTTP_BELOW_RAFT)
                : HostPort.parse(join.http());
        HostPort redis = join.redis().isEmpty()
                ? new HostPort(raft.host(), NodeAddresses.redisPort(http.port()))
                : HostPort.parse(join.redis());
        return new Member(join.id(), raft, http, redis);
    }

    private void enqueue(
            String what, boolean passedOn, Consumer<Cluster.JoinResult> answer, Change change) {
        try {
            changes.execute(() -> make(what, passedOn, answer, change));
        } catch (RejectedExecutionException e) {
            answer.accept(TOO_MANY);
        }
    }

    private void make(
            String what, boolean passedOn, Consumer<Cluster.JoinResult> answer, Change change) {
        answered(what, answer, () -> {
            Route route = awaitRoute(passedOn);
            if (route instanceof Route.Self) {
                return Optional.of(change.here());
            }
            if (!(route instanceof Route.Other other) || passedOn) {
                return Optional.of(NO_LEADER);
            }
            HostPort leader = other.leader().http();
            passing.execute(() -> answered(what, answer, () -> Optional.of(change.at(leader))));
            return Optional.empty();
        });
    }

    /** Answers with what comes of a step of a change, unless another one will. */
    private static void answered(String what, Consumer<Cluster.JoinResult> answer, Step step) {
        Optional<Cluster.JoinResult> result;
        try {
            result = step.take();
        } catch (RejectedExecutionException e) {
            result = Optional.of(TOO_MANY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            result = Optional.of(new Cluster.JoinResult(UNAVAILABLE, "this node is stopping"));
        } catch (IOException e) {
            LOG.warn("could not {}: {}", what, e.toString());
            result = Optional.of(
                    new Cluster.JoinResult(UNKNOWN, "could not " + what + ": " + e.getMessage()));
        }
        result.ifPresent(answer);
    }

    /**
     * A leader is asked right after it was elected, above all by the one that handed over to it: it
     * leads for some milliseconds before it is ready, and some later the others know.
     *
     * @param here whether only this node will do
     */
    private Route awaitRoute(boolean here) throws InterruptedException {
        long deadline = nanoClock.getAsLong() + LEADER_MAX.toNanos();
        Route route = raft.route();
        while (!(route instanceof Route.Self || route instanceof Route.Other && !here)
                && nanoClock.getAsLong() - deadline < 0) {
            Thread.sleep(ASK_PAUSE.toMillis());
            route = raft.route();
        }
        return route;
    }

    private Cluster.JoinResult takeIn(Member member, String replaces)
            throws IOException, InterruptedException {
        Optional<PeerMessage.StateAnswer> state = ask(member);
        if (state.isEmpty()) {
            return new Cluster.JoinResult(
                    UNAVAILABLE,
                    member.id() + " does not answer at its HTTP address " + member.http());
        }
        if (!state.get().id().equals(member.id())) {
            return new Cluster.JoinResult(
                    UNAVAILABLE,
                    member.http() + " is " + state.get().id() + ", not " + member.id());
        }
        Optional<Member> known = find(member.id());
        if (known.isPresent()
                && !known.get().http().equals(member.http())
                && isThere(known.get())) {
            return new Cluster.JoinResult(
                    CONFLICT,
                    "another node named " + member.id() + " answers at "
                            + known.get().http() + "; stop that one first");
        }
        if (known.isPresent() && !state.get().logHolds()) {
            // It has forgotten what it voted for and what it acknowledged, so it may not count as
            // the member that did: it goes, and comes back as a new one that has to catch up.
            LOG.warn("{} comes without its log: taking it out before it is taken in", member.id());
            raft.change(others(member.id()));
        }
        List<Member> wanted = new ArrayList<>(others(member.id()));
        wanted.removeIf(old -> old.id().equals(replaces));
        wanted.add(member);
        raft.change(wanted);
        long deadline = nanoClock.getAsLong() + FIRST_ENTRY_MAX.toNanos();
        while (nanoClock.getAsLong() - deadline < 0) {
            if (ask(member).filter(PeerMessage.StateAnswer::logHolds).isPresent()) {
                LOG.info("took {} in: {}", member.id(), member);
                return DONE;
            }
            Thread.sleep(ASK_PAUSE.toMillis());
        }
        return new Cluster.JoinResult(
                UNAVAILABLE,
                member.id() + " is a member, but its log has no entry after " + FIRST_ENTRY_MAX);
    }

    /** The leader itself goes only after another leads, so that the group is not without one. */
    private Cluster.JoinResult takeOut(String id) throws IOException, InterruptedException {
        if (find(id).isEmpty()) {
            return DONE;
        }
        List<Member> rest = others(id);
        if (rest.isEmpty()) {
            return new Cluster.JoinResult(CONFLICT, id + " is the only member");
        }
        if (id.equals(raft.id())) {
            Cluster.JoinResult handed = handOver(Optional.empty());
            if (!handed.ok()) {
                return handed;
            }
            return awaitRoute(false) instanceof Route.Other other
                    ? toLeader.leave(other.leader().http(), id)
                    : NO_LEADER;
        }
        raft.change(rest);
        LOG.info("took {} out", id);
        return DONE;
    }

    private Cluster.JoinResult handOver(Optional<String> wanted) throws IOException {
        Optional<String> heir = wanted.filter(id -> !id.isEmpty()).or(raft::heir);
        if (heir.isEmpty()) {
            return new Cluster.JoinResult(
                    UNAVAILABLE, "this node leads and hears of no follower to hand it to");
        }
        if (find(heir.get()).isEmpty()) {
            return new Cluster.JoinResult(NOT_FOUND, "no member is named " + heir.get());
        }
        endLease();
        raft.transfer(heir.get(), TRANSFER_MAX);
        LOG.info("handed the leadership over to {}", heir.get());
        return DONE;
    }

    /** What the members promised for reads by lease would keep the heir from being elected. */
    private void endLease() throws IOException {
        CompletableFuture<Duration> promisesLast = new CompletableFuture<>();
        loop.execute(() -> promisesLast.complete(lease.surrender(TRANSFER_MAX)));
        try {
            Thread.sleep(promisesLast
                    .get(ASK_DEADLINE.toMillis(), TimeUnit.MILLISECONDS)
                    .toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("this node is stopping", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("this node is too busy to end its lease", e);
        }
    }

    /**
     * Hands the leadership over before this node stops, if it leads and anyone is there to take it.
     * Blocks for {@link #TRANSFER_MAX} at most.
     */
    void resign() {
        if (raft.heir().isEmpty()) {
            return;
        }
        try {
            handOver(Optional.empty());
        } catch (IOException e) {
            LOG.warn("stopping without having handed the leadership over: {}", e.getMessage());
        }
    }

    private Optional<Member> find(String id) {
        return raft.configuration().current().stream()
                .filter(member -> member.id().equals(id))
                .findFirst();
    }

    private List<Member> others(String id) {
        Configuration configuration = raft.configuration();
        return configuration.current().stream()
                .filter(member -> !member.id().equals(id))
                .toList();
    }

    private boolean isThere(Member member) throws InterruptedException {
        return ask(member).filter(state -> state.id().equals(member.id())).isPresent();
    }

    private Optional<PeerMessage.StateAnswer> ask(Member member) throws InterruptedException {
        CompletableFuture<PeerAnswer> answer = new CompletableFuture<>();
        long deadline = nanoClock.getAsLong() + ASK_DEADLINE.toNanos();
        loop.execute(() ->
                peers.ask(member.http(), new PeerMessage.StateQuery(), deadline, answer::complete));
        try {
            return answer.get(2 * ASK_DEADLINE.toMillis(), TimeUnit.MILLISECONDS)
                                    instanceof PeerAnswer.Answered answered
                            && answered.message() instanceof PeerMessage.StateAnswer state
                    ? Optional.of(state)
                    : Optional.empty();
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        changes.shutdownNow();
        passing.shutdownNow();
    }
}
