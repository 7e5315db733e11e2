package dev.assay.bench.compare;

import dev.assay.bench.client.StoreClient;
import dev.assay.bench.cluster.Cluster;
import dev.assay.bench.generator.RegisterGenerator;
import dev.assay.bench.generator.RegisterMix;
import dev.assay.bench.load.ClientLoop;
import dev.assay.bench.load.Pacer;
import dev.assay.bench.measure.BenchFolder;
import dev.assay.bench.record.Recorder;
import dev.assay.bench.system.CasStyle;
import dev.assay.bench.system.Protocol;
import dev.assay.bench.system.SystemDescription;
import dev.assay.checker.Budget;
import dev.assay.checker.Linearizability;
import dev.assay.checker.format.HistoryFiles;
import dev.assay.checker.history.EventType;
import dev.assay.checker.history.History;
import dev.assay.checker.history.HistoryException;
import dev.assay.checker.model.Models;
import dev.assay.checker.verdict.CheckResult;
import dev.assay.reports.run.RunFiles;
import dev.assay.reports.run.RunVerdict;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Clients that verify while others load: a few per node, slow, on keys of their own, every operation
 * on which is recorded. (Sampling the load's own operations would not do: a read of a value whose
 * write was not sampled looks like a violation.)
 */
public final class Verification {
    /** Keys of the load begin otherwise. */
    private static final String KEY_PREFIX = "verify-";
    /** Few keys make conflicts, which show more. */
    private static final RegisterMix MIX = new RegisterMix(5, 40, 30);

    private static final int CLIENTS_PER_SYSTEM = 4;
    /** Of each client; all together take about 1 % of what a system does. */
    private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final long JOIN_TIMEOUT_MS = TimeUnit.SECONDS.toMillis(15);
    /** Fewer successful operations than this prove nothing. */
    private static final long OK_MIN = 200;

    private static final String MODEL = "cas-register";

    private final Cluster cluster;
    private final Protocol protocol;
    private final BenchFolder folder;
    private final SplittableRandom random;
    private final AtomicLong processes = new AtomicLong();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final List<ClientLoop> loops = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private @Nullable Recorder recorder;
    private int clients;

    Verification(Cluster cluster, Protocol protocol, BenchFolder folder, long seed) {
        this.cluster = cluster;
        this.protocol = protocol;
        this.folder = folder;
        this.random = new SplittableRandom(seed);
    }

    /** Lets clients work on nodes; they are new ones each time, on the same keys. */
    void begin(List<String> nodes) throws IOException {
        Recorder to = recorder;
        if (to == null) {
            to = new Recorder(folder::nowNanos, folder.writer().history()::append);
            recorder = to;
        }
        SystemDescription system = cluster.system();
        RegisterMix mix = system.cas() == CasStyle.NONE ? MIX.withoutCas() : MIX;
        int port = system.port(protocol);
        int count = Math.max(CLIENTS_PER_SYSTEM, nodes.size());
        for (int i = 0; i < count; i++) {
            String node = nodes.get(i % nodes.size());
            Pacer pacer =
                    new Pacer(INTERVAL_NANOS, folder.nowNanos() + random.nextLong(INTERVAL_NANOS));
            ClientLoop loop = new ClientLoop(
                    StoreClient.of(
                            protocol, system, cluster.addresses().client(node, port), TIMEOUT),
                    node,
                    new RegisterGenerator(mix, clients, KEY_PREFIX, random.split()),
                    pacer,
                    folder::nowNanos,
                    to,
                    (f, service, response) -> {},
                    processes);
            loops.add(loop);
            Thread thread = new Thread(loop, "verify-" + system.name() + "-" + clients++);
            thread.setDaemon(true);
            thread.setUncaughtExceptionHandler((t, e) -> failure.compareAndSet(null, e));
            threads.add(thread);
            thread.start();
        }
    }

    /** Ends the clients that are at work, each after the request that it has under way. */
    public void end() throws InterruptedException {
        loops.forEach(ClientLoop::stop);
        for (Thread thread : threads) {
            thread.join(JOIN_TIMEOUT_MS);
            if (thread.isAlive()) {
                throw new IllegalStateException(
                        thread.getName() + " has not ended within " + JOIN_TIMEOUT_MS + " ms");
            }
        }
        loops.clear();
        threads.clear();
    }

    /** Judges all that was recorded, and writes the verdict down. */
    public RunVerdict judge() throws IOException {
        List<String> problems = new ArrayList<>();
        Throwable broken = failure.get();
        if (broken != null) {
            problems.add("a verifying client broke: " + broken);
        }
        List<CheckResult> checks = new ArrayList<>();
        folder.writer().history().flush();
        try {
            History history = HistoryFiles.read(folder.path().resolve(RunFiles.HISTORY));
            checks.add(Linearizability.check(history, Models.of(MODEL), Budget.DEFAULT));
            long ok = history.operations().stream()
                    .filter(operation -> operation.outcome() == EventType.OK)
                    .count();
            if (ok < OK_MIN) {
                problems.add(ok + " operations were verified, expected " + OK_MIN + " or more");
            }
        } catch (HistoryException e) {
            problems.add("the history breaks its own rules: " + e.getMessage());
        }
        RunVerdict verdict = RunVerdict.of(
                checks,
                List.of(
                        "each value is written at most once",
                        "only the verifying clients use the keys that begin with " + KEY_PREFIX,
                        "every operation on these keys is recorded"),
                problems);
        folder.writer().writeVerdict(verdict);
        return verdict;
    }
}
