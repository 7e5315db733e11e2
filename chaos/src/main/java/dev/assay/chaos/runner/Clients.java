package dev.assay.chaos.runner;

import dev.assay.bench.client.Request;
import dev.assay.bench.client.StoreClient;
import dev.assay.bench.cluster.Cluster;
import dev.assay.bench.generator.Generator;
import dev.assay.bench.load.ClientLoop;
import dev.assay.bench.load.Pacer;
import dev.assay.bench.record.Clock;
import dev.assay.bench.record.LatencySink;
import dev.assay.bench.record.Recorder;
import dev.assay.bench.system.Protocol;
import dev.assay.bench.system.SystemDescription;
import dev.assay.chaos.workload.Load;
import dev.assay.chaos.workload.Workload;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** The clients of a run, each in a thread of its own, pinned to the nodes in turn. */
final class Clients {
    /** A client is done within its own time-out; this is for a thread that hangs in spite of it. */
    private static final long JOIN_TIMEOUT_MS = TimeUnit.SECONDS.toMillis(15);

    private static final int PREPARE_TRIES_MAX = 10;
    /**
     * A node that has just been healed may need some seconds: its leader's gRPC channel waits longer
     * after each failed attempt to connect (seen: 8 s after a cut of 6 s).
     */
    private static final Duration LAST_LIMIT = Duration.ofSeconds(40);

    private static final long LAST_PAUSE_MS = 500;

    /** Before every key: nodes that ran before hold what others, and former runs, have left. */
    private final String keyPrefix;

    private final boolean leaderOnly;
    private final Clock clock;

    private final List<ClientLoop> loops = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    Clients(
            Cluster cluster,
            Workload workload,
            Load load,
            SplittableRandom random,
            Clock clock,
            Recorder recorder,
            LatencySink latency) {
        SystemDescription system = cluster.system();
        leaderOnly = system.leaderOnly();
        this.clock = clock;
        keyPrefix = system.attached() ? "assay-" + Instant.now().toEpochMilli() + "-" : "";
        List<Protocol> protocols = protocols(system, workload);
        AtomicLong processes = new AtomicLong();
        int client = 0;
        for (int round = 0; round < load.clientsPerNode(); round++) {
            Protocol protocol = protocols.get(round % protocols.size());
            int port = system.port(protocol);
            for (String node : system.clientNodeNames()) {
                Generator generator = workload.generator(client, random.split(), system);
                if (!keyPrefix.isEmpty()) {
                    generator = new OwnKeys(generator, keyPrefix);
                }
                // Staggered, so that the clients do not all ask at the same instant.
                long interval = load.interval().toNanos();
                Pacer pacer =
                        new Pacer(interval, clock.nanos() + random.nextLong(Math.max(1, interval)));
                ClientLoop loop = new ClientLoop(
                        StoreClient.of(
                                protocol,
                                system,
                                cluster.addresses().client(node, port),
                                load.timeout()),
                        node,
                        generator,
                        pacer,
                        clock,
                        recorder,
                        latency,
                        processes);
                loops.add(loop);
                threads.add(thread(loop, "client-" + client++ + "-" + node));
            }
        }
    }

    private Thread thread(ClientLoop loop, String name) {
        Thread thread = new Thread(loop, name);
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((t, e) -> failure.compareAndSet(null, e));
        return thread;
    }

    int count() {
        return loops.size();
    }

    void start() {
        threads.forEach(Thread::start);
    }

    /** Ends all clients after the request that each has under way. */
    void stop() throws InterruptedException {
        loops.forEach(ClientLoop::stop);
        for (Thread thread : threads) {
            thread.join(JOIN_TIMEOUT_MS);
            if (thread.isAlive()) {
                throw new IllegalStateException("client thread " + thread.getName()
                        + " has not ended within " + JOIN_TIMEOUT_MS + " ms");
            }
        }
        Throwable broken = failure.get();
        if (broken != null) {
            throw new IllegalStateException("a client broke, so the history is not whole", broken);
        }
    }

    /** The first client asks for what has to be there before the load; again until it is. */
    void prepare(List<Request> first) throws IOException {
        for (int i = 0; i < PREPARE_TRIES_MAX; i++) {
            if (loops.get(0).ask(own(first)) == first.size()) {
                return;
            }
        }
        throw new IOException("what has to be there before the load was not taken in "
                + PREPARE_TRIES_MAX + " tries");
    }

    private List<Request> own(List<Request> requests) {
        return keyPrefix.isEmpty()
                ? requests
                : requests.stream()
                        .map(request -> OwnKeys.under(keyPrefix, request))
                        .toList();
    }

    /**
     * Liveness: every client asks what its generator ends with, one after the other, and the clients
     * of each node, or of one where only a leader serves, have to be answered at last.
     *
     * @return what was not answered, in words
     */
    List<String> askLast() throws InterruptedException {
        Map<String, Integer> okByNode = new TreeMap<>();
        loops.forEach(loop -> okByNode.put(loop.node(), 0));
        long deadline = clock.nanos() + LAST_LIMIT.toNanos();
        for (int round = 0; round == 0 || !enough(okByNode); round++) {
            if (round > 0) {
                TimeUnit.MILLISECONDS.sleep(LAST_PAUSE_MS);
            }
            for (ClientLoop loop : loops) {
                // Each of a client's requests may take its whole time-out.
                if (clock.nanos() > deadline) {
                    return unanswered(okByNode);
                }
                if (round == 0 || okByNode.getOrDefault(loop.node(), 0) == 0) {
                    okByNode.merge(loop.node(), loop.askLast(), Integer::sum);
                }
            }
        }
        return List.of();
    }

    private List<String> unanswered(Map<String, Integer> okByNode) {
        if (enough(okByNode)) {
            return List.of();
        }
        return okByNode.entrySet().stream()
                .filter(entry -> entry.getValue() == 0)
                .map(entry -> "the clients of " + entry.getKey()
                        + " had no answer after all faults were healed")
                .toList();
    }

    private boolean enough(Map<String, Integer> okByNode) {
        return leaderOnly
                ? okByNode.values().stream().anyMatch(ok -> ok > 0)
                : !okByNode.containsValue(0);
    }

    private static List<Protocol> protocols(SystemDescription system, Workload workload) {
        List<Protocol> both = system.protocols().keySet().stream()
                .filter(workload.protocols()::contains)
                .sorted()
                .toList();
        if (both.isEmpty()) {
            throw new IllegalArgumentException("workload " + workload.name() + " is asked over "
                    + workload.protocols() + ", which " + system.name() + " does not speak");
        }
        return both;
    }
}
