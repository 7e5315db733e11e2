package dev.assay.chaos.runner;

import dev.assay.bench.client.Outcome;
import dev.assay.bench.client.Request;
import dev.assay.bench.client.StoreClient;
import dev.assay.bench.cluster.AddressPlan;
import dev.assay.bench.cluster.Cluster;
import dev.assay.bench.cluster.ProcessReaper;
import dev.assay.bench.generator.Generator;
import dev.assay.bench.load.ClientLoop;
import dev.assay.bench.load.Pacer;
import dev.assay.bench.record.Clock;
import dev.assay.bench.record.LatencyRecorder;
import dev.assay.bench.record.Recorder;
import dev.assay.bench.system.Protocol;
import dev.assay.bench.system.SystemCatalog;
import dev.assay.bench.system.SystemDescription;
import dev.assay.chaos.workload.Workload;
import dev.assay.chaos.workload.Workloads;
import dev.assay.reports.run.RunFolderWriter;
import dev.assay.reports.run.RunSpec;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntFunction;

/**
 * How fast generators, recorder, history file and latency histograms are when a system takes no time,
 * and what they cost against one that does. All clients ask as fast as they are answered. Blocks; used
 * by one thread.
 */
public final class RecordingCost {

    /** Registers that hardly two clients meet at: nothing but the recording is shared. */
    private static final Workload WORKLOAD = Workloads.MANY_KEYS;

    private static final Duration CLIENT_TIMEOUT = Duration.ofSeconds(2);
    private static final String NULL_NODE = "n1";

    private final int clients;
    private final Duration round;
    private final Path runs;

    /**
     * @param clients threads that ask
     * @param round how long each measurement takes
     * @param runs folder for the run folders of what was recorded
     */
    public RecordingCost(int clients, Duration round, Path runs) {
        this.clients = clients;
        this.round = round;
        this.runs = runs;
    }

    /** Operations a second with and without recording, in rounds that took turns. */
    public record Rates(List<Double> recorded, List<Double> bare) {
        public Rates {
            recorded = List.copyOf(recorded);
            bare = List.copyOf(bare);
        }

        /** How much of the throughput recording takes, of the medians. */
        public double costPercent() {
            return 100 * (1 - median(recorded) / median(bare));
        }

        /** The middle one; of an even number, the higher of the two. */
        public static double median(List<Double> rates) {
            return rates.stream().sorted().toList().get(rates.size() / 2);
        }
    }

    /** Against a system that answers at once. */
    public Rates ofNothing(int rounds) throws IOException, InterruptedException {
        // What it says of compare-and-set is all that generators ask of it.
        SystemDescription system = SystemCatalog.load("redis-single");
        return rates(rounds, system, client -> new NullClient(), client -> NULL_NODE);
    }

    /** Against a system's nodes, without proxies. */
    public Rates of(String name, int rounds) throws IOException, InterruptedException {
        SystemDescription system = SystemCatalog.load(name);
        List<String> missing = Cluster.missing(system);
        if (!missing.isEmpty()) {
            throw new IOException(name + " cannot be run here: " + String.join("; ", missing));
        }
        Protocol protocol =
                system.protocols().keySet().stream().sorted().toList().get(0);
        List<String> nodes = system.clientNodeNames();
        try (ProcessReaper reaper = ProcessReaper.start();
                AddressPlan addresses = AddressPlan.claim(false);
                Cluster cluster = new Cluster(system, addresses, reaper, runs.resolve("nodes"))) {
            cluster.start();
            IntFunction<String> node = client -> nodes.get(client % nodes.size());
            IntFunction<StoreClient> connection = client -> StoreClient.of(
                    protocol,
                    system,
                    addresses.client(node.apply(client), system.port(protocol)),
                    CLIENT_TIMEOUT);
            return rates(rounds, system, connection, node);
        }
    }

    private Rates rates(
            int rounds,
            SystemDescription system,
            IntFunction<StoreClient> connection,
            IntFunction<String> node)
            throws IOException, InterruptedException {
        // Both sides are compiled while they run: the first round of each counts for nothing.
        bare(system, connection);
        recorded(0, system, connection, node);
        List<Double> recorded = new ArrayList<>();
        List<Double> bare = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            recorded.add(recorded(i, system, connection, node));
            bare.add(bare(system, connection));
        }
        return new Rates(recorded, bare);
    }

    private double recorded(
            int number,
            SystemDescription system,
            IntFunction<StoreClient> connection,
            IntFunction<String> node)
            throws IOException, InterruptedException {
        RunSpec spec = RunSpec.builder("recording", number).build();
        try (RunFolderWriter folder = RunFolderWriter.create(runs, spec)) {
            Clock clock = Clock.startingNow();
            Recorder recorder = new Recorder(clock, folder.history()::append);
            LatencyRecorder latency = new LatencyRecorder(folder.latency(), clock);
            AtomicLong processes = new AtomicLong();
            List<ClientLoop> loops = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                loops.add(new ClientLoop(
                        connection.apply(client),
                        node.apply(client),
                        generator(client, system),
                        new Pacer(0, 0),
                        clock,
                        recorder,
                        latency,
                        processes));
            }
            double seconds = run(loops, () -> loops.forEach(ClientLoop::stop));
            latency.endInterval();
            return recorder.ok() / seconds;
        }
    }

    private double bare(SystemDescription system, IntFunction<StoreClient> connection)
            throws InterruptedException {
        LongAdder ok = new LongAdder();
        List<Bare> loops = new ArrayList<>();
        for (int client = 0; client < clients; client++) {
            loops.add(new Bare(connection.apply(client), generator(client, system), ok));
        }
        double seconds = run(loops, () -> loops.forEach(loop -> loop.stopped = true));
        return ok.sum() / seconds;
    }

    private static Generator generator(int client, SystemDescription system) {
        return WORKLOAD.generator(client, new SplittableRandom(client), system);
    }

    /** Runs the loops for one round. */
    private double run(List<? extends Runnable> loops, Runnable stop) throws InterruptedException {
        AtomicReference<@Nullable Throwable> broken = new AtomicReference<>();
        List<Thread> threads = new ArrayList<>();
        for (Runnable loop : loops) {
            Thread thread = new Thread(loop, "client-" + threads.size());
            thread.setDaemon(true);
            thread.setUncaughtExceptionHandler((t, e) -> broken.compareAndSet(null, e));
            threads.add(thread);
        }
        long start = System.nanoTime();
        threads.forEach(Thread::start);
        TimeUnit.NANOSECONDS.sleep(round.toNanos());
        stop.run();
        for (Thread thread : threads) {
            thread.join();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        Throwable failure = broken.get();
        if (failure != null) {
            throw new IllegalStateException("a client broke", failure);
        }
        return seconds;
    }

    /** A client that asks and only counts. */
    private static final class Bare implements Runnable {
        private final StoreClient client;
        private final Generator generator;
        private final LongAdder ok;
        private volatile boolean stopped;

        Bare(StoreClient client, Generator generator, LongAdder ok) {
            this.client = client;
            this.generator = generator;
            this.ok = ok;
        }

        @Override
        public void run() {
            try (client) {
                while (!stopped) {
                    Request request = generator.next();
                    if (client.invoke(request) instanceof Outcome.Ok done) {
                        ok.increment();
                        generator.learned(request, done.value());
                    }
                }
            }
        }
    }

    /** Answers at once. */
    private static final class NullClient implements StoreClient {
        @Override
        public Outcome invoke(Request request) {
            return new Outcome.Ok(
                    request instanceof Request.Read ? (Object) 1L : request.argument());
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
