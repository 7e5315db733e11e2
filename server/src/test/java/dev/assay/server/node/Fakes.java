package dev.assay.server.node;

import dev.assay.server.data.Failure;
import dev.assay.server.data.Outcome;
import dev.assay.server.data.Reply;
import dev.assay.server.peer.HostPort;
import dev.assay.server.peer.PeerAnswer;
import dev.assay.server.peer.PeerMessage;
import dev.assay.server.peer.PeerPort;
import dev.assay.server.raft.Batch;
import dev.assay.server.raft.BatchEnds;
import dev.assay.server.raft.Configuration;
import dev.assay.server.raft.Consensus;
import dev.assay.server.raft.Member;
import dev.assay.server.raft.Proposer;
import dev.assay.server.raft.Route;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** What surrounds the read and write paths, moved by hand: loop, clock, Raft, peers. */
public final class Fakes {

    private Fakes() {}

    /** Runs what was handed to it when the test says so; its clock stands until it is moved. */
    public static final class Loop implements Executor {
        private final Deque<Runnable> tasks = new ArrayDeque<>();
        private final PriorityQueue<Timed> timed =
                new PriorityQueue<>((a, b) -> Long.compare(a.atNanos - b.atNanos, 0));
        private long nanos = Long.MAX_VALUE - 1_000;

        @Override
        public void execute(Runnable task) {
            tasks.add(task);
        }

        private record Timed(long atNanos, Runnable task) {}

        public void after(long delayNanos, Runnable task) {
            timed.add(new Timed(nanos + delayNanos, task));
        }

        public void run() {
            while (!timed.isEmpty() && timed.element().atNanos - nanos <= 0) {
                tasks.add(timed.remove().task());
            }
            while (!tasks.isEmpty()) {
                tasks.remove().run();
            }
        }

        /** Starts close to the overflow, where comparing by {@code <} goes wrong. */
        public long nanos() {
            return nanos;
        }

        public void pass(Duration time) {
            nanos += time.toNanos();
        }
    }

    public static final class FakeConsensus implements Consensus {
        public long term = 5;
        public long commitIndex = 10;
        public boolean live = true;
        private List<Member> members;
        private Route route = new Route.Nowhere(Failure.NO_LEADER);

        /** The first is this node. */
        public FakeConsensus(String... ids) {
            members(ids);
        }

        public void members(String... ids) {
            members = Arrays.stream(ids)
                    .map(id -> new Member(
                            id, new HostPort(id, 1), new HostPort(id, 2), new HostPort(id, 3)))
                    .toList();
        }

        public void lead() {
            route = new Route.Self();
        }

        public void follow(String id) {
            route = new Route.Other(members.stream()
                    .filter(member -> member.id().equals(id))
                    .findFirst()
                    .orElseThrow());
        }

        public void route(Route newRoute) {
            route = newRoute;
        }

        @Override
        public String id() {
            return members.get(0).id();
        }

        @Override
        public Route route() {
            return route;
        }

        @Override
        public boolean live() {
            return live;
        }

        @Override
        public long term() {
            return term;
        }

        @Override
        public boolean leaderReady() {
            return route instanceof Route.Self;
        }

        @Override
        public long commitIndex() {
            return commitIndex;
        }

        @Override
        public Configuration configuration() {
            return new Configuration(members, List.of());
        }

        @Override
        public boolean logHolds() {
            return true;
        }
    }

    public static final class FakePeers implements PeerPort {
        private final List<String> asked = new ArrayList<>();
        private final List<PeerMessage.Request> requests = new ArrayList<>();
        private final List<Consumer<PeerAnswer>> answers = new ArrayList<>();

        @Override
        public void ask(
                HostPort peer,
                PeerMessage.Request request,
                long deadlineNanos,
                Consumer<PeerAnswer> answer) {
            asked.add(peer.host());
            requests.add(request);
            answers.add(answer);
        }

        public List<String> asked() {
            return asked;
        }

        public PeerMessage.Request request(int place) {
            return requests.get(place);
        }

        public void answer(int place, PeerAnswer answer) {
            answers.get(place).accept(answer);
        }

        /** Answers a promise query. */
        public void promises(int place, long term, boolean promised) {
            answer(
                    place,
                    new PeerAnswer.Answered(
                            new PeerMessage.PromiseAnswer(asked.get(place), term, promised)));
        }

        /** Answers a state query. */
        public void inTerm(int place, long term) {
            answer(
                    place,
                    new PeerAnswer.Answered(
                            new PeerMessage.StateAnswer(asked.get(place), term, true, 0)));
        }
    }

    public static final class FakeProposer implements Proposer {
        private final List<Batch> batches = new ArrayList<>();

        @Override
        public void propose(Batch batch) {
            batches.add(batch);
        }

        public List<List<String>> proposed() {
            return batches.stream()
                    .map(batch -> BatchEnds.encoded(batch).stream()
                            .map(b -> new String(b, StandardCharsets.UTF_8))
                            .toList())
                    .toList();
        }

        public void append(int place) {
            BatchEnds.append(batches.get(place));
        }

        public void apply(int place) {
            Batch batch = batches.get(place);
            List<Outcome> outcomes = new ArrayList<>();
            BatchEnds.encoded(batch)
                    .forEach(operation -> outcomes.add(new Outcome.Done(Reply.OK, 1)));
            BatchEnds.apply(batch, outcomes);
        }

        public void fail(int place, Failure failure) {
            batches.get(place).fail(failure);
        }
    }
}
