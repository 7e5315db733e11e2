package dev.assay.server.node;

import dev.assay.server.http.Cluster;
import dev.assay.server.peer.HostPort;
import dev.assay.server.peer.PeerAnswer;
import dev.assay.server.peer.PeerMessage;
import dev.assay.server.peer.PeerPort;
import dev.assay.server.raft.Member;
import dev.assay.server.raft.RaftNode;
import dev.assay.server.raft.Route;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Takes members in. A change of members blocks for as long as the new one needs to catch up, so it
 * has a thread of its own, on which one change follows the other.
 *
 * <p>A join succeeds only when the new member's log holds an entry: before that Ratis ignores its
 * vote (RATIS-1995), and a group that looks complete could not elect a leader.
 */
final class Joins implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Joins.class);

    /** Members that may wait to be taken in. */
    private static final int WAITING_MAX = 16;

    /** How long the new member may take to have its first entry, after it was added. */
    private static final Duration FIRST_ENTRY_MAX = Duration.ofSeconds(10);

    private static final Duration ASK_DEADLINE = Duration.ofSeconds(1);
    private static final Duration ASK_PAUSE = Duration.ofMillis(50);

    /** hraftd listens for HTTP a thousand below Raft: 11000 and 12000. */
    private static final int HTTP_BELOW_RAFT = 1_000;

    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int UNAVAILABLE = 503;

    private final RaftNode raft;
    private final PeerPort peers;
    private final ExecutorService loop;
    private final LongSupplier nanoClock;
    private final ExecutorService changes = new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING_MAX), task -> {
                Thread thread = new Thread(task, "members");
                thread.setDaemon(true);
                return thread;
            });

    Joins(RaftNode raft, PeerPort peers, ExecutorService loop, LongSupplier nanoClock) {
        this.raft = raft;
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
        try {
            changes.execute(() -> answer.accept(take(member, join.passedOn())));
        } catch (RejectedExecutionException e) {
            answer.accept(new Cluster.JoinResult(
                    UNAVAILABLE, WAITING_MAX + " joins are waiting already"));
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

    private Cluster.JoinResult take(Member member, boolean passedOn) {
        Route route = raft.route();
        try {
            if (route instanceof Route.Self) {
                return add(member);
            }
            if (route instanceof Route.Other other && !passedOn) {
                return JoinRequest.send(other.leader().http(), member, true);
            }
            return new Cluster.JoinResult(UNAVAILABLE, "no leader is known");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Cluster.JoinResult(UNAVAILABLE, "this node is stopping");
        } catch (IOException e) {
            LOG.warn("could not take {} in: {}", member.id(), e.toString());
            return new Cluster.JoinResult(
                    UNAVAILABLE, "could not take " + member.id() + " in: " + e.getMessage());
        }
    }

    private Cluster.JoinResult add(Member member) throws IOException, InterruptedException {
        String problem = problemOf(ask(member), member);
        if (!problem.isEmpty()) {
            return new Cluster.JoinResult(UNAVAILABLE, problem);
        }
        if (!raft.configuration().current().contains(member)) {
            raft.add(member);
        }
        long deadline = nanoClock.getAsLong() + FIRST_ENTRY_MAX.toNanos();
        while (nanoClock.getAsLong() - deadline < 0) {
            if (ask(member) instanceof PeerAnswer.Answered answered
                    && answered.message() instanceof PeerMessage.StateAnswer state
                    && state.logHolds()) {
                LOG.info("took {} in: {}", member.id(), member);
                return new Cluster.JoinResult(OK, "");
            }
            Thread.sleep(ASK_PAUSE.toMillis());
        }
        return new Cluster.JoinResult(
                UNAVAILABLE,
                member.id() + " is a member, but its log has no entry after " + FIRST_ENTRY_MAX);
    }

    private static String problemOf(PeerAnswer answer, Member member) {
        if (answer instanceof PeerAnswer.Answered answered
                && answered.message() instanceof PeerMessage.StateAnswer state) {
            return state.id().equals(member.id())
                    ? ""
                    : member.http() + " is " + state.id() + ", not " + member.id();
        }
        return member.id() + " does not answer at its HTTP address " + member.http();
    }

    private PeerAnswer ask(Member member) throws InterruptedException {
        CompletableFuture<PeerAnswer> answer = new CompletableFuture<>();
        long deadline = nanoClock.getAsLong() + ASK_DEADLINE.toNanos();
        loop.execute(() ->
                peers.ask(member.http(), new PeerMessage.StateQuery(), deadline, answer::complete));
        try {
            return answer.get(2 * ASK_DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (java.util.concurrent.ExecutionException
                | java.util.concurrent.TimeoutException e) {
            return new PeerAnswer.Unanswered(e.toString());
        }
    }

    @Override
    public void close() {
        changes.shutdownNow();
    }
}
