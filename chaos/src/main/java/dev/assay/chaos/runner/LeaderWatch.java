package dev.assay.chaos.runner;

import dev.assay.bench.cluster.Cluster;
import dev.assay.bench.record.Clock;
import dev.assay.reports.run.LeaderRecord;
import dev.assay.reports.run.RunFolderWriter;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Asks the nodes again and again who leads, on their own addresses and from one thread of its own,
 * and writes each change down. A leader that was cut off goes on saying so: then the one of the
 * higher term is believed, as soon as there is one.
 */
final class LeaderWatch implements AutoCloseable {
    /** Finer than an election, and little beside the load of a run. */
    private static final long INTERVAL_MS = 200;

    /** A round asks each node for at most a second. */
    private static final long END_TIMEOUT_MS = 10_000;

    private final Cluster cluster;
    private final Clock clock;
    private final RunFolderWriter folder;
    private final ScheduledExecutorService thread;
    private @Nullable LeaderRecord last;
    private volatile @Nullable IOException failure;

    private LeaderWatch(Cluster cluster, Clock clock, RunFolderWriter folder) {
        this.cluster = cluster;
        this.clock = clock;
        this.folder = folder;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread watch = new Thread(task, "leader-watch");
            watch.setDaemon(true);
            return watch;
        });
    }

    static LeaderWatch start(Cluster cluster, Clock clock, RunFolderWriter folder) {
        LeaderWatch watch = new LeaderWatch(cluster, clock, folder);
        var unused = watch.thread.scheduleWithFixedDelay(
                watch::look, 0, INTERVAL_MS, TimeUnit.MILLISECONDS);
        return watch;
    }

    private void look() {
        try {
            Optional<String> leader = cluster.leader();
            long term = leader.map(node -> cluster.status(node).term()).orElse(0L);
            LeaderRecord seen = new LeaderRecord(clock.nanos(), leader.orElse(null), term);
            if (last == null
                    || !Objects.equals(last.node(), seen.node())
                    || term != 0 && term != last.term()) {
                folder.addLeader(seen);
                last = seen;
            }
        } catch (IOException e) {
            failure = e;
        }
    }

    /** Waits for the round that is under way. Idempotent. */
    @Override
    public void close() throws IOException, InterruptedException {
        if (thread.isShutdown()) {
            return;
        }
        thread.shutdown();
        if (!thread.awaitTermination(END_TIMEOUT_MS, TimeUnit.MILLISECONDS)) {
            thread.shutdownNow();
        }
        IOException broken = failure;
        if (broken != null) {
            throw broken;
        }
    }
}
