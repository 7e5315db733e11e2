package dev.assay.server.node;

import dev.assay.server.catalog.Catalog;
import dev.assay.server.command.CommandTable;
import dev.assay.server.command.Execution;
import dev.assay.server.command.OperationCodec;
import dev.assay.server.command.SlotExecution;
import dev.assay.server.command.Slots;
import dev.assay.server.command.Statistics;
import dev.assay.server.data.Bytes;
import dev.assay.server.data.Failure;
import dev.assay.server.http.Administration;
import dev.assay.server.http.Backups;
import dev.assay.server.http.Cluster;
import dev.assay.server.http.HttpInitializer;
import dev.assay.server.peer.Peers;
import dev.assay.server.raft.RaftHost;
import dev.assay.server.raft.Route;
import dev.assay.server.read.ReadBarrier;
import dev.assay.server.resp.RespInitializer;
import dev.assay.server.store.Store;

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
import java.util.OptionalInt;
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
    private final GroupCount count;
    private final List<Group> groups;
    private final Membership membership;

    /**
     * Opens the data, listens for HTTP and Redis, takes part in Raft. The node is not a member of
     * anything yet if it has to {@link #join}.
     *
     * @throws IOException with a text for the operator if something cannot be had
     */
    public Node(NodeConfig config, NodeParts parts) throws IOException {
        this.config = config;
        try {
            Path directory = prepare(config);
            boolean joins = config.join().isPresent();
            count = GroupCount.of(directory, config.groups(), joins);
            Store.unpackLibraryInto(directory.resolve("native"));
            List<Store> stores = stores(directory);
            transport = open.add(new Transport());
            var loop = transport.loop();
            Doors doors = config.doors();
            peers = new Peers(transport.client(), nanoClock, doors.password(), doors.tls());
            CommandTable table = Catalog.table();
            RaftHost host = open.add(new RaftHost(
                    config.self(),
                    config.self().raft().resolve(),
                    directory.resolve("raft"),
                    config.fsync(),
                    !joins && count.mayBegin(),
                    config.raft(),
                    parts.tuning(),
                    doors.tls()));
            Metrics metrics = new Metrics(nanoClock);
            groups = groups(
                    stores,
                    new Group.Shared(
                            config,
                            parts,
                            host,
                            parts.peers(peers, loop),
                            loop,
                            nanoClock,
                            table,
                            new OperationCodec(table),
                            metrics,
                            new PassedOn(doors.password(), doors.tls(), count.count()),
                            open));
            membership = new Membership(groups);
            Execution execution = execution(table, groups);
            Statistics statistics = new Statistics();
            Readiness readiness = new Readiness(groups, config.self());
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
                            cluster(readiness, metrics),
                            administration(new GroupBackups(groups)),
                            new GroupAnswers(groups.stream().map(Group::answers).toList()),
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
                            new NodeInfo(config, groups, statistics),
                            config.level(),
                            doors.valueBytesMax(),
                            statistics),
                    doors.tls(),
                    doors.connectionsMax(),
                    TOO_MANY_REDIS);
            metrics.watchGroups(groups);
            metrics.watch(List.of(http, redis));
            transport.listen(config.self().http().resolve(), http);
            transport.listen(config.self().redis().resolve(), redis);
            warnIfOpen(config);
            LOG.info(
                    "listening: HTTP {}, Redis {}, Raft {}, data in {}, fsync {}{}",
                    config.self().http(),
                    config.self().redis(),
                    config.self().raft(),
                    directory,
                    config.fsync(),
                    groups.size() == 1 ? "" : ", " + groups.size() + " groups");
            host.start();
            Runnable more = more(readiness);
            loop.scheduleWithFixedDelay(
                    () -> {
                        long now = nanoClock.getAsLong();
                        peers.step(now);
                        for (Group group : groups) {
                            group.step(now);
                        }
                        more.run();
                    },
                    0,
                    STEP.toNanos(),
                    TimeUnit.NANOSECONDS);
        } catch (IOException | RuntimeException | Error e) {
            open.closeAfter(e);
            throw e;
        }
    }

    private List<Store> stores(Path directory) throws IOException {
        List<Store> opened = new ArrayList<>();
        for (int number = 0; number < count.count(); number++) {
            Path home = directory.resolve(number == 0 ? "db" : "db-" + number);
            opened.add(open.add(Store.open(home, count.count())));
        }
        return opened;
    }

    private static List<Group> groups(List<Store> stores, Group.Shared node) throws IOException {
        List<Group> made = new ArrayList<>();
        for (int number = 0; number < stores.size(); number++) {
            made.add(new Group(number, stores.size(), stores.get(number), node));
        }
        return List.copyOf(made);
    }

    /** One group takes commands itself: nothing is looked up on their way. */
    private static Execution execution(CommandTable table, List<Group> groups) {
        return groups.size() == 1
                ? groups.get(0).execution()
                : new SlotExecution(table, groups.stream().map(Group::execution).toList());
    }

    /** What is done every few milliseconds besides the groups' own steps. */
    private Runnable more(Readiness readiness) {
        if (groups.size() == 1) {
            return readiness::step;
        }
        Spreading spreading = new Spreading(groups, nanoClock.getAsLong());
        return () -> {
            readiness.step();
            spreading.step(nanoClock.getAsLong());
        };
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

    /** Redis has a protected mode; here the operator is told. */
    private static void warnIfOpen(NodeConfig config) throws IOException {
        boolean local = config.self().http().resolve().getAddress().isLoopbackAddress()
                && config.self().redis().resolve().getAddress().isLoopbackAddress();
        if (!local && config.doors().password().isEmpty()) {
            LOG.warn("reachable from other machines without a password: consider -requirepass");
        }
    }

    private Cluster cluster(Readiness readiness, Metrics metrics) {
        WholeStatus status = new WholeStatus(groups);
        return new Cluster() {
            @Override
            public int groups() {
                return groups.size();
            }

            @Override
            public void join(Join join, OptionalInt group, Consumer<JoinResult> answer) {
                membership.join(join, group, answer);
            }

            @Override
            public void status(OptionalInt group, Consumer<Map<String, Object>> answer) {
                status.gather(group, answer);
            }

            @Override
            public Optional<Map<String, Object>> leader(int group) {
                return status.leader(group);
            }

            @Override
            public Optional<String> leaderUrl(Bytes key) {
                String scheme = config.doors().tls().isPresent() ? "https://" : "http://";
                Group group = groups.get(Slots.group(Slots.of(key), groups.size()));
                return group.raft().route() instanceof Route.Other other
                        ? Optional.of(scheme + other.leader().http())
                        : Optional.empty();
            }

            @Override
            public byte[] metrics() {
                return metrics.text();
            }

            @Override
            public void caughtUp(ReadBarrier.Waiter waiter) {
                catchUp(groups.size() - 1, waiter);
            }

            @Override
            public String notReadyBecause() {
                return readiness.notReadyBecause();
            }
        };
    }

    /** In the group of a number and in all before it. */
    private void catchUp(int number, ReadBarrier.Waiter waiter) {
        ReadBarrier barrier = groups.get(number).upToDate();
        if (number == 0) {
            barrier.await(waiter);
            return;
        }
        barrier.await(new ReadBarrier.Waiter() {
            @Override
            public void pass(long index) {
                catchUp(number - 1, waiter);
            }

            @Override
            public void fail(Failure failure) {
                waiter.fail(failure);
            }
        });
    }

    private Administration administration(Backups backups) {
        return new Administration() {
            @Override
            public Backups backups() {
                return backups;
            }

            @Override
            public void leave(
                    String id,
                    boolean passedOn,
                    OptionalInt group,
                    Consumer<Cluster.JoinResult> answer) {
                membership.leave(id, passedOn, group, answer);
            }

            @Override
            public void transfer(
                    Optional<String> id,
                    boolean passedOn,
                    OptionalInt group,
                    Consumer<Cluster.JoinResult> answer) {
                membership.transfer(id, passedOn, group, answer);
            }

            @Override
            public void snapshot(OptionalInt group, Consumer<Cluster.JoinResult> answer) {
                membership.snapshot(group, answer);
            }
        };
    }

    /**
     * Becomes a member of all groups, if it has to; see {@link Joining}. Blocks.
     *
     * @throws IOException if it was not taken in
     */
    public void join() throws IOException, InterruptedException {
        new Joining(config, groups, count, closed::get).run();
    }

    /**
     * Waits until this node takes part no more, other than by {@link #close}. Blocks, also for ever.
     *
     * @return whether that is because its groups took it out; else Raft failed, as the log says
     */
    public boolean awaitEnd() throws InterruptedException {
        List<Belonging> belongings = groups.stream().map(Belonging::new).toList();
        while (true) {
            if (!closed.get()) {
                boolean isIn = false;
                for (Belonging belonging : belongings) {
                    switch (belonging.look()) {
                        case IN -> isIn = true;
                        case OUT -> {}
                        case ENDED -> {
                            membership.awaitAnswered();
                            if (!belonging.wasTakenOut()) {
                                return false;
                            }
                        }
                    }
                }
                if (!isIn) {
                    // Who asked for this here is told before the node ends.
                    membership.awaitAnswered();
                    return true;
                }
            }
            Thread.sleep(END_PAUSE.toMillis());
        }
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
        membership.resign();
        transport
                .loop()
                .submit(() -> {
                    groups.forEach(Group::endWrites);
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
