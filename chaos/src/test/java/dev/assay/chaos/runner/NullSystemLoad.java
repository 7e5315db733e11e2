package dev.assay.chaos.runner;

import dev.assay.bench.client.Outcome;
import dev.assay.bench.client.Request;
import dev.assay.bench.client.StoreClient;
import dev.assay.bench.load.ClientLoop;
import dev.assay.bench.load.Pacer;
import dev.assay.bench.record.Clock;
import dev.assay.bench.record.LatencyRecorder;
import dev.assay.bench.record.Recorder;
import dev.assay.bench.system.SystemCatalog;
import dev.assay.bench.system.SystemDescription;
import dev.assay.chaos.workload.Workloads;
import dev.assay.reports.run.RunFolderWriter;
import dev.assay.reports.run.RunSpec;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How fast generators, recorder, history file and latency histograms are when the system under test
 * takes no time: {@code NullSystemLoad [CLIENTS] [SECONDS]}. Not a test; chaos/README.md has the
 * command.
 */
public final class NullSystemLoad {

    private NullSystemLoad() {}

    public static void main(String[] arguments) throws Exception {
        int clients = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 4;
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        Path runs = Files.createTempDirectory("null-system");
        SystemDescription system = SystemCatalog.load("redis-single");
        for (int round = 0; round < 3; round++) {
            RunSpec spec = RunSpec.builder("null-system", round).build();
            try (RunFolderWriter folder = RunFolderWriter.create(runs, spec)) {
                Clock clock = Clock.startingNow();
                Recorder recorder = new Recorder(clock, folder.history()::append);
                LatencyRecorder latency = new LatencyRecorder(folder.latency(), clock);
                AtomicLong processes = new AtomicLong();
                List<ClientLoop> loops = new ArrayList<>();
                List<Thread> threads = new ArrayList<>();
                for (int i = 0; i < clients; i++) {
                    ClientLoop loop = new ClientLoop(
                            new NullClient(),
                            "n1",
                            Workloads.MANY_KEYS.generator(i, new SplittableRandom(i), system),
                            new Pacer(1, 0),
                            clock,
                            recorder,
                            latency,
                            processes);
                    loops.add(loop);
                    threads.add(new Thread(loop, "client-" + i));
                }
                long start = System.nanoTime();
                threads.forEach(Thread::start);
                TimeUnit.SECONDS.sleep(seconds);
                loops.forEach(ClientLoop::stop);
                for (Thread thread : threads) {
                    thread.join();
                }
                double took = (System.nanoTime() - start) / 1e9;
                latency.endInterval();
                System.out.printf(
                        Locale.ROOT,
                        "%d clients: %,.0f operations/s recorded (%.1f s)%n",
                        clients,
                        recorder.ok() / took,
                        took);
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
