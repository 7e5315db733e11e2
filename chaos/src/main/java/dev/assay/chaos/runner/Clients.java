package dev.assay.chaos.runner;

import dev.assay.bench.client.StoreClient;
import dev.assay.bench.cluster.Cluster;
import dev.assay.bench.generator.RegisterGenerator;
import dev.assay.bench.generator.RegisterMix;
import dev.assay.bench.load.ClientLoop;
import dev.assay.bench.load.Pacer;
import dev.assay.bench.record.Clock;
import dev.assay.bench.record.LatencySink;
import dev.assay.bench.record.Recorder;
import dev.assay.bench.system.CasStyle;
import dev.assay.bench.system.Protocol;
import dev.assay.bench.system.SystemDescription;
import dev.assay.chaos.workload.RegisterWorkload;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** The clients of a run, each in a thread of its own, pinned to the nodes in turn. */
final class Clients {
    /** A client is done within its own time-out; this is for a thread that hangs in spite of it. */
    private static final long JOIN_TIMEOUT_MS = TimeUnit.SECONDS.toMillis(15);

    private final List<ClientLoop> loops = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final RegisterMix mix;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    Clients(
            Cluster cluster,
            RegisterWorkload workload,
            SplittableRandom random,
            Clock clock,
            Recorder recorder,
            LatencySink latency) {
        SystemDescription system = cluster.system();
        mix = system.cas() == CasStyle.NONE ? workload.mix().withoutCas() : workload.mix();
        List<Protocol> protocols = system.protocols().keySet().stream().sorted().toList();
        AtomicLong processes = new AtomicLong();
        int client = 0;
        for (int round = 0; round < workload.clientsPerNode(); round++) {
            Protocol protocol = protocols.get(round % protocols.size());
            int port = system.port(protocol);
            for (String node : system.clientNodeNames()) {
                RegisterGenerator generator = new RegisterGenerator(
                        mix, client, RegisterWorkload.KEY_PREFIX, random.split());
                // Staggered, so that the clients do not all ask at the same instant.
                long interval = workload.interval().toNanos();
                Pacer pacer = new Pacer(interval, clock.nanos() + random.nextLong(interval));
                ClientLoop loop = new ClientLoop(
                        StoreClient.of(
                                protocol,
                                system,
                                cluster.addresses().client(node, port),
                                workload.timeout()),
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

    /** Every client reads every key once more, one client after the other. */
    void readAll() {
        List<String> keys = RegisterGenerator.keys(mix, RegisterWorkload.KEY_PREFIX);
        loops.forEach(loop -> loop.readAll(keys));
    }
}
