package dev.assay.bench.drive;

import dev.assay.bench.generator.CommandSource;
import dev.assay.bench.record.Clock;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;

/**
 * Makes one load. {@link #run} is called once; {@link #stop} by any thread, before or during the
 * load, which then ends with what was measured so far.
 */
public final class LoadRun {
    /** How often a listener hears. */
    private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private static final int SIGNIFICANT_DIGITS = 3;

    private final LoadPlan plan;
    private final IntFunction<CommandSource> sources;
    private final LoadListener listener;
    private final SplittableRandom random;
    private final AtomicReference<@Nullable Throwable> broken = new AtomicReference<>();
    private volatile boolean stopped;
    private volatile @Nullable Budget budget;

    /** @param sources makes the source of a thread, by its number from 0 */
    public LoadRun(
            LoadPlan plan,
            IntFunction<CommandSource> sources,
            SplittableRandom random,
            LoadListener listener) {
        this.plan = plan;
        this.sources = sources;
        this.random = random;
        this.listener = listener;
    }

    /** Ends the load early. */
    public void stop() {
        stopped = true;
        Budget running = budget;
        if (running != null) {
            running.stop();
        }
    }

    /** One thread, its brain, its bytes. */
    private record Worker(Tally tally, Engine engine, List<Endpoint> endpoints) {}

    /**
     * Opens the connections, makes the load, closes them.
     *
     * @throws IllegalStateException when the harness itself broke
     */
    public LoadResult run() throws InterruptedException {
        StartableClock clock = new StartableClock();
        Budget shared = new Budget(
                plan.requests(), plan.time() == null ? null : plan.time().toNanos());
        budget = shared;
        if (stopped) {
            shared.stop();
        }
        List<Worker> workers = new ArrayList<>();
        for (int i = 0; i < plan.threads(); i++) {
            workers.add(worker(i, shared, clock));
        }
        CyclicBarrier start = new CyclicBarrier(plan.threads(), clock::start);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < workers.size(); i++) {
            Worker worker = workers.get(i);
            Thread thread = new Thread(() -> work(worker, start, shared), "load-" + i);
            thread.setDaemon(true);
            threads.add(thread);
        }
        threads.forEach(Thread::start);
        Totals totals = new Totals(workers, clock);
        try {
            await(threads, totals);
        } catch (InterruptedException e) {
            stop();
            await(threads, totals);
            Thread.currentThread().interrupt();
        }
        Throwable failure = broken.get();
        if (failure != null) {
            throw new IllegalStateException("a thread of the load broke: " + failure, failure);
        }
        return totals.result(!stopped);
    }

    private Worker worker(int number, Budget shared, Clock clock) {
        CommandSource source = sources.apply(number);
        Tally tally = new Tally(source.kinds());
        Arrivals arrivals = plan.arrivals();
        Arrivals.Schedule schedule =
                arrivals == null ? null : arrivals.schedule(number, plan.threads(), random.split());
        Station station = new Station(plan, source, shared, schedule, tally, clock);
        Engine engine = plan.driver().engine(plan, station);
        List<Endpoint> endpoints = new ArrayList<>();
        for (int i = number; i < plan.connections(); i += plan.threads()) {
            endpoints.add(plan.endpoints().get(i % plan.endpoints().size()));
        }
        return new Worker(tally, engine, endpoints);
    }

    private void work(Worker worker, CyclicBarrier start, Budget shared) {
        try (Engine engine = worker.engine()) {
            engine.open(worker.endpoints());
            start.await();
            engine.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (BrokenBarrierException | RuntimeException | Error e) {
            broken.compareAndSet(null, e);
            shared.stop();
            start.reset();
        }
    }

    private void await(List<Thread> threads, Totals totals) throws InterruptedException {
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                long wait = totals.untilNextNanos(INTERVAL_NANOS);
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(wait)));
                if (thread.isAlive() && totals.untilNextNanos(INTERVAL_NANOS) <= 0) {
                    totals.endInterval(listener);
                }
            }
        }
        totals.endInterval(listener);
    }

    /** Connections are opened before time begins. */
    private static final class StartableClock implements Clock {
        private volatile long origin = System.nanoTime();

        void start() {
            origin = System.nanoTime();
        }

        @Override
        public long nanos() {
            return System.nanoTime() - origin;
        }
    }

    /** Adds up the intervals. Used by the thread of {@link #run}. */
    private static final class Totals {
        private final List<Worker> workers;
        private final Clock clock;
        private final Map<String, LoadResult.Latencies> kinds = new LinkedHashMap<>();
        private final Histogram service = new Histogram(SIGNIFICANT_DIGITS);
        private final Histogram response = new Histogram(SIGNIFICANT_DIGITS);
        private final Histogram lateness = new Histogram(SIGNIFICANT_DIGITS);
        private long intervalStart;

        Totals(List<Worker> workers, Clock clock) {
            this.workers = workers;
            this.clock = clock;
        }

        long untilNextNanos(long interval) {
            return intervalStart + interval - clock.nanos();
        }

        void endInterval(LoadListener listener) {
            long now = Math.max(intervalStart, clock.nanos());
            Histogram allService = new Histogram(SIGNIFICANT_DIGITS);
            Histogram allResponse = new Histogram(SIGNIFICANT_DIGITS);
            Map<String, LoadResult.Latencies> interval = new LinkedHashMap<>();
            for (Worker worker : workers) {
                worker.tally().drain((kind, served, responded, late) -> {
                    if (served.getTotalCount() > 0) {
                        add(interval, kind, served, responded);
                        lateness.add(late);
                    }
                });
            }
            interval.forEach((kind, latencies) -> {
                listener.interval(
                        kind, intervalStart, now, latencies.service(), latencies.response());
                add(kinds, kind, latencies.service(), latencies.response());
                allService.add(latencies.service());
                allResponse.add(latencies.response());
            });
            service.add(allService);
            response.add(allResponse);
            double seconds = (now - intervalStart) / 1e9;
            intervalStart = now;
            listener.progress(new LoadListener.Progress(
                    now / 1e9,
                    service.getTotalCount(),
                    errors().values().stream().mapToLong(Long::longValue).sum(),
                    seconds,
                    allService.getTotalCount(),
                    mean(allService),
                    mean(service),
                    allResponse.getValueAtPercentile(99)));
        }

        /** In a closed loop a request is meant to start when it does. */
        private static void add(
                Map<String, LoadResult.Latencies> to,
                String kind,
                Histogram served,
                Histogram responded) {
            LoadResult.Latencies sum = to.computeIfAbsent(
                    kind,
                    k -> new LoadResult.Latencies(
                            new Histogram(SIGNIFICANT_DIGITS), new Histogram(SIGNIFICANT_DIGITS)));
            sum.service().add(served);
            sum.response().add(responded.getTotalCount() == 0 ? served : responded);
        }

        private static double mean(Histogram histogram) {
            return histogram.getTotalCount() == 0 ? Double.NaN : histogram.getMean();
        }

        private Map<String, Long> errors() {
            Map<String, Long> sum = new TreeMap<>();
            for (Worker worker : workers) {
                worker.tally().errors().forEach((kind, count) -> sum.merge(kind, count, Long::sum));
            }
            return sum;
        }

        LoadResult result(boolean whole) {
            long last = 0;
            LoadResult.FirstError firstError = null;
            for (Worker worker : workers) {
                last = Math.max(last, worker.tally().lastNanos());
                firstError = firstError == null ? worker.tally().firstError() : firstError;
            }
            return new LoadResult(
                    last / 1e9,
                    service.getTotalCount(),
                    kinds,
                    service,
                    response,
                    lateness,
                    errors(),
                    firstError,
                    whole);
        }
    }
}
