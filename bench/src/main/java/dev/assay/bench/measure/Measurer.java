package dev.assay.bench.measure;

import dev.assay.bench.drive.LoadListener;
import dev.assay.bench.drive.LoadPlan;
import dev.assay.bench.drive.LoadResult;
import dev.assay.bench.drive.LoadRun;
import dev.assay.bench.generator.CommandSource;
import dev.assay.reports.run.BenchLatency;
import dev.assay.reports.run.BenchRepeat;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Makes loads one after the other, each of which can be stopped from outside. {@link #stop} may be
 * called by any thread; after it, what is under way ends early and nothing begins any more.
 */
public final class Measurer {
    private final SplittableRandom random;
    private final @Nullable BenchFolder folder;
    private volatile boolean stopped;
    private volatile @Nullable LoadRun running;

    /** @param folder whose latency log gets the intervals; null writes none */
    public Measurer(SplittableRandom random, @Nullable BenchFolder folder) {
        this.random = random;
        this.folder = folder;
    }

    public boolean stopped() {
        return stopped;
    }

    public void stop() {
        stopped = true;
        LoadRun current = running;
        if (current != null) {
            current.stop();
        }
    }

    /** Makes a load that is not recorded. */
    public void warmUp(LoadPlan plan, Duration time, IntFunction<CommandSource> sources)
            throws InterruptedException {
        if (!stopped && !time.isZero()) {
            var unused = run(plan.lasting(time), sources, LoadListener.NONE);
        }
    }

    /** Makes a load, and tells how it goes. */
    public LoadResult measure(
            LoadPlan plan,
            IntFunction<CommandSource> sources,
            Consumer<LoadListener.Progress> progress)
            throws InterruptedException {
        BenchFolder log = folder;
        long offset = log == null ? 0 : log.nowNanos();
        return run(plan, sources, new LoadListener() {
            @Override
            public void interval(
                    String kind, long from, long to, Histogram service, Histogram response) {
                if (log != null) {
                    log.latency(kind, offset + from, offset + to, service, response);
                }
            }

            @Override
            public void progress(Progress how) {
                progress.accept(how);
            }
        });
    }

    private LoadResult run(LoadPlan plan, IntFunction<CommandSource> sources, LoadListener listener)
            throws InterruptedException {
        LoadRun load = new LoadRun(plan, sources, random.split(), listener);
        running = load;
        if (stopped) {
            load.stop();
        }
        try {
            return load.run();
        } finally {
            running = null;
        }
    }

    /** A load's result as {@code bench.json} has it. */
    public static BenchRepeat repeat(LoadResult result) {
        return new BenchRepeat(
                result.seconds(),
                result.ok(),
                result.errors(),
                BenchLatency.of(result.service()),
                BenchLatency.of(result.response()),
                BenchLatency.of(result.lateness()));
    }
}
