package dev.assay.server.node;

import dev.assay.server.catalog.Catalog;
import dev.assay.server.command.CommandTable;
import dev.assay.server.command.Execution;
import dev.assay.server.command.Expiry;
import dev.assay.server.command.OperationCodec;
import dev.assay.server.command.Statistics;
import dev.assay.server.http.Administration;
import dev.assay.server.http.Backups;
import dev.assay.server.http.Cluster;
import dev.assay.server.http.HttpInitializer;
import dev.assay.server.peer.HostPort;
import dev.assay.server.peer.PeerMessage;
import dev.assay.server.peer.PeerPort;
import dev.assay.server.peer.Peers;
import dev.assay.server.raft.Applied;
import dev.assay.server.raft.Consensus;
import dev.assay.server.raft.Member;
import dev.assay.server.raft.RaftNode;
import dev.assay.server.raft.Route;
import dev.assay.server.raft.VoteGuard;
import dev.assay.server.read.LeaderIndex;
import dev.assay.server.read.LeaderLease;
import dev.assay.server.read.LeaseClock;
import dev.assay.server.read.LinearizableReads;
import dev.assay.server.read.ReadBarrier;
import dev.assay.server.read.Reads;
import dev.assay.server.resp.RespInitializer;
import dev.assay.server.store.Store;
import dev.assay.server.write.GroupCommit;
import dev.assay.server.write.LogClock;
import dev.assay.server.write.Writes;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** One running server. The constructor opens and listens; {@link #close} undoes all of it. */
public final class Node implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Node.class);

    /** How often deadlines are looked at and tries repeated. */
    private static final Duration STEP = Duration.ofMillis(10);

    /** How often a node asks to be taken in, before it gives up. */
    private static final int JOIN_TRIES_MAX = 20;

    private static final Duration JOIN_PAUSE = Duration.ofMillis(500);

    /** How often it is looked whether Raft still runs. */
    private static final Duration END_PAUSE = Duration.ofMillis(200);

    /** The answers that end what is under way must be sent before the connections close. */
    private static final Duration LAST_ANSWERS_MAX = Duration.ofSeconds(1);

    private static final String TOO_MANY_REDIS = "-ERR max number of clients reached\r\n";
    private static final String TOO_MANY_BODY =
            "{\"code\":\"TRYAGAIN\",\"text\":\"too many connections\",\"happened\":\"no\"}";
    private static final String TOO_MANY_HTTP =
            "HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/json\r\nContent-Length: "
                    + TOO_MANY_BODY.length() + "\r\nConnection: close\r\n\r\n" + TOO_MANY_BODY;

    private final NodeConfig config;
    private final LongSupplier nanoClock = System::nanoTime;
    private final OpenParts open = new OpenParts();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Transport transport;
    private final Peers peers;
    private final RaftNode raft;
    private final GroupCommit groupCommit;
    private final Members members;
    private final PassedOn passedOn;

    /**
     * Opens the data, listens for HTTP and Redis, takes part in Raft. The node is not a member of
     * anything yet if it has to {@link #join}.
     *
     * @throws IOException with a text for the operator if something cannot be had
     */
    public Node(NodeConfig config, NodeParts parts) throws IOException {
        this.config = config;
        this.passedOn = new PassedOn(config.doors().password(), config.doors().tls());
        try {
            Path directory = prepare(config);
            Store.unpackLibraryInto(directory.resolve("native"));
            Store store = open.add(Store.open(directory.resolve("db")));
            transport = open.add(new Transport());
            var loop = transport.loop();
            Doors doors = config.doors();
            peers = new Peers(transport.client(), nanoClock, doors.password(), doors.tls());
            PeerPort peerPort = parts.peers(peers, loop);
            CommandTable table = Catalog.table();
            OperationCodec codec = new OperationCodec(table);
            Applied applied = new Applied(loop);
            VoteGuard guard = new VoteGuard(nanoClock);
            raft = new RaftNode(
                    config.self(),
                    config.self().raft().resolve(),
                    directory.resolve("raft"),
                    config.fsync(),
                    config.join().isEmpty(),
                    config.raft(),
                    store,
                    codec,
                    applied,
                    parts.tuning(),
                    guard,
                    doors.tls());
            open.add(raft);
            LogClock clock = new LogClock(parts.wallMillis(), nanoClock, store::timeMillis);
            Consensus seen = doors.redirects() ? new Redirecting(raft) : raft;
            Metrics metrics = new Metrics(nanoClock);
            groupCommit = new GroupCommit(seen, raft, peerPort, loop, nanoClock, clock);
            Writes writes = metrics.metered(parts.writes(groupCommit, raft));
            LeaderIndex leaderIndex = new LeaderIndex(raft, peerPort, loop, nanoClock);
            LeaderLease leaderLease = new LeaderLease(
                    raft, peerPort, loop, nanoClock, parts.leaseClock(LeaseClock.SYSTEM));
            PeerMessage.ReadIndexQuery confirmed = new PeerMessage.ReadIndexQuery(false);
            LinearizableReads linearizable = new LinearizableReads(
                    seen, leaderIndex, confirmed, peerPort, applied, loop, nanoClock);
            LinearizableReads leased = new LinearizableReads(
                    seen,
                    leaderLease,
                    new PeerMessage.ReadIndexQuery(true),
                    peerPort,
                    applied,
                    loop,
                    nanoClock);
            // To learn whether it is up to date a node asks the leader, whatever clients must do.
            LinearizableReads own = new LinearizableReads(
                    raft, leaderIndex, confirmed, peerPort, applied, loop, nanoClock);
            ReadBarrier barrier = parts.reads(linearizable, raft, loop);
            Reads reads = metrics.metered(reads(barrier, leased, applied));
            Execution execution = new Execution(table, store, reads, writes, clock);
            Statistics statistics = new Statistics();
            Expiry expiry = new Expiry(store, raft, groupCommit, clock);
            Readiness readiness = new Readiness(raft, own, config.self());
            members = open.add(new Members(raft, leaderLease, passedOn, peerPort, loop, nanoClock));
            Status status = new Status(config, raft, applied, peerPort, nanoClock);
            ExecutorService reading = Executors.newSingleThreadExecutor(task -> {
                Thread thread = new Thread(task, "backups");
                thread.setDaemon(true);
                return thread;
            });
            open.add((AutoCloseable) reading::shutdownNow);
            Door http = new Door(
                    "HTTP",
                    new HttpInitializer(
                            execution,
                            cluster(status, readiness, own, metrics),
                            administration(backups(store, writes)),
                            new PeerAnswers(
                                    raft, applied, guard, leaderIndex, leaderLease, writes, codec),
                            config.level(),
                            doors.password(),
                            doors.valueBytesMax(),
                            reading),
                    doors.tls(),
                    doors.connectionsMax(),
                    TOO_MANY_HTTP);
            Door redis = new Door(
                    "Redis",
                    new RespInitializer(
                            execution,
                            new NodeInfo(config, raft, applied, store, statistics),
                            config.level(),
                            doors.valueBytesMax(),
                            statistics),
                    doors.tls(),
                    doors.connectionsMax(),
                    TOO_MANY_REDIS);
            metrics.watch(raft, applied, leaderLease);
            metrics.watch(List.of(http, redis));
            transport.listen(config.self().http().resolve(), http);
            transport.listen(config.self().redis().resolve(), redis);
            RoleLog roles = new RoleLog(raft);
            warnIfOpen(config);
            LOG.info(
                    "listening: HTTP {}, Redis {}, Raft {}, data in {}, fsync {}",
                    config.self().http(),
                    config.self().redis(),
                    config.self().raft(),
                    directory,
                    config.fsync());
            raft.start();
            loop.scheduleWithFixedDelay(
                    () -> {
                        long now = nanoClock.getAsLong();
                        peers.step(now);
                        groupCommit.step(now);
                        linearizable.step(now);
                        leased.step(now);
                        own.step(now);
                        applied.step(now);
                        readiness.step();
                        roles.step();
                        expiry.step();
                    },
                    0,
                    STEP.toNanos(),
                    TimeUnit.NANOSECONDS);
        } catch (IOException | RuntimeException | Error e) {
            open.closeAfter(e);
            throw e;
        }
    }

    private static Path prepare(NodeConfig config) throws IOException {
        Path directory =
                config.inMemory() ? config.directory().resolve("inmem") : config.directory();
        if (config.inMemory()) {
            Directories.delete(directory);
        }
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new IOException("cannot make the data directory " + directory + ": " + e, e);
        }
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

    /** Redis has a protected mode; here the operator is told. */
    private static void warnIfOpen(NodeConfig config) throws IOException {
        boolean local = config.self().http().resolve().getAddress().isLoopbackAddress()
                && config.self().redis().resolve().getAddress().isLoopbackAddress();
        if (!local && config.doors().password().isEmpty()) {
            LOG.warn("reachable from other machines without a password: consider -requirepass");
        }
    }

    private Cluster cluster(
            Status status, Readiness readiness, ReadBarrier linearizable, Metrics metrics) {
        return new Cluster() {
            @Override
            public void join(Join join, Consumer<JoinResult> answer) {
                members.join(join, answer);
            }

            @Override
            public void status(Consumer<Map<String, Object>> answer) {
                status.gather(answer);
            }

            @Override
            public Optional<Map<String, Object>> leader() {
                return status.leader();
            }

            @Override
            public Optional<String> leaderUrl() {
                String scheme = config.doors().tls().isPresent() ? "https://" : "http://";
                return raft.route() instanceof Route.Other other
                        ? Optional.of(scheme + other.leader().http())
                        : Optional.empty();
            }

            @Override
            public byte[] metrics() {
                return metrics.text();
            }

            @Override
            public void caughtUp(ReadBarrier.Waiter waiter) {
                linearizable.await(waiter);
            }

            @Override
            public String notReadyBecause() {
                return readiness.notReadyBecause();
            }
        };
    }

    private static Backups backups(Store store, Writes writes) {
        return new Backups() {
            @Override
            public Backup backup() throws IOException {
                dev.assay.server.store.Backup read = store.backup();
                return new Backup() {
                    @Override
                    public long index() {
                        return read.position().index();
                    }

                    @Override
                    public byte @Nullable [] next() throws IOException {
                        return read.next();
                    }

                    @Override
                    public void close() {
                        read.close();
                    }
                };
            }

            @Override
            public Restore restore() {
                return new RestoreStream(writes);
            }
        };
    }

    private Administration administration(Backups backups) {
        return new Administration() {
            @Override
            public Backups backups() {
                return backups;
            }

            @Override
            public void leave(String id, boolean passedOn, Consumer<Cluster.JoinResult> answer) {
                members.leave(id, passedOn, answer);
            }

            @Override
            public void transfer(
                    Optional<String> id, boolean passedOn, Consumer<Cluster.JoinResult> answer) {
                members.transfer(id, passedOn, answer);
            }

            @Override
            public void snapshot(Consumer<Cluster.JoinResult> answer) {
                raft.snapshot()
                        .whenComplete((index, failure) -> answer.accept(
                                failure == null
                                        ? new Cluster.JoinResult(200, index.toString())
                                        : new Cluster.JoinResult(
                                                503, "no snapshot: " + failure.getMessage())));
            }
        };
    }

    /**
     * Asks to be taken in, if this node was told to and belongs to no group yet: a restart goes on
     * with the group it knows, whether or not that member answers. One that has moved tells its
     * group the new addresses, for as long as it takes. Blocks.
     *
     * @throws IOException if it was not taken in
     */
    public void join() throws IOException, InterruptedException {
        if (!raft.belongs()) {
            if (config.join().isPresent()) {
                String problem = joinThrough(List.of(config.join().get()));
                if (!problem.isEmpty()) {
                    throw new IOException(
                            "cannot join through " + config.join().get() + ": " + problem);
                }
            }
            return;
        }
        while (hasMoved()) {
            List<HostPort> targets = new ArrayList<>();
            config.join().ifPresent(targets::add);
            raft.configuration().all().stream()
                    .filter(member -> !member.id().equals(raft.id()))
                    .forEach(member -> targets.add(member.http()));
            targets.add(config.self().http());
            String problem = joinThrough(targets);
            if (!problem.isEmpty()) {
                LOG.warn("this node has moved, but cannot tell its group so yet: {}", problem);
            }
        }
    }

    /**
     * Waits until this node takes part no more, other than by {@link #close}. Blocks, also for ever.
     *
     * @return whether that is because its group took it out; else Raft failed, as the log says
     */
    public boolean awaitEnd() throws InterruptedException {
        List<Member> known = List.of();
        boolean belonged = false;
        while (!raft.over() || closed.get()) {
            List<Member> now = raft.configuration().all();
            boolean belongs = raft.belongs();
            if (belonged && !belongs && !closed.get()) {
                members.awaitAnswered(); // who asked for this here is told before the node ends
                return true;
            }
            if (belongs) {
                known = now;
                belonged = true;
            }
            Thread.sleep(END_PAUSE.toMillis());
        }
        members.awaitAnswered();
        for (Member member : known) {
            if (!member.id().equals(raft.id())
                    && passedOn.knows(member.http(), raft.id()).equals(Optional.of(false))) {
                return true;
            }
        }
        return false;
    }

    private boolean hasMoved() {
        return raft.configuration().current().stream()
                .noneMatch(member -> member.equals(config.self()));
    }

    /** Tries each in turn; returns the last problem, empty if there is none. */
    private String joinThrough(List<HostPort> targets) throws InterruptedException {
        String problem = "";
        for (int tries = 0; tries < JOIN_TRIES_MAX; tries++) {
            HostPort target = targets.get(tries % targets.size());
            try {
                Cluster.JoinResult result =
                        passedOn.join(target, config.self(), config.replaces(), false);
                if (result.status() == 200) {
                    LOG.info("joined through {}", target);
                    return "";
                }
                problem = result.status() + " " + result.text();
                if (result.status() < 500) {
                    return problem;
                }
            } catch (IOException e) {
                problem = e.toString();
            }
            Thread.sleep(JOIN_PAUSE.toMillis());
        }
        return problem;
    }

    /**
     * Stops: hands the leadership over, ends requests, then the connections, Raft, and last the
     * flushed store.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        members.resign();
        transport
                .loop()
                .submit(() -> {
                    groupCommit.close();
                    peers.close();
                })
                .awaitUninterruptibly(LAST_ANSWERS_MAX.toMillis());
        open.close();
        if (config.inMemory()) {
            Directories.delete(config.directory().resolve("inmem"));
        }
        LOG.info("stopped");
    }
}
