package dev.assay.bench.cli;

import dev.assay.bench.cli.BenchCommand.Job;
import dev.assay.bench.cli.BenchCommand.Preparation;
import dev.assay.bench.drive.Arrivals;
import dev.assay.bench.drive.Dialect;
import dev.assay.bench.drive.LoadListener.Progress;
import dev.assay.bench.drive.LoadPlan;
import dev.assay.bench.drive.LoadResult;
import dev.assay.bench.generator.Command;
import dev.assay.bench.generator.CommandSource;
import dev.assay.bench.generator.Workload;
import dev.assay.bench.measure.BenchFolder;
import dev.assay.bench.measure.KneeSearch;
import dev.assay.bench.measure.Measurer;
import dev.assay.reports.run.BenchRepeat;
import dev.assay.reports.run.BenchRow;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Honest load: warm-up, repeats, response time, errors, and a table. */
final class HonestRun {
    /** How long each rate is tried. */
    private static final Duration TRY = Duration.ofSeconds(3);
    /** Where the search begins. */
    private static final double FIRST_RATE = 1_000;
    /** Less than this part of what was offered, and the system was no longer able to follow. */
    private static final double FOLLOWS = 0.95;

    private static final double NANOS_PER_MILLI = 1e6;
    private static final int PREPARE_PIPELINE = 16;

    private final LoadPlan plan;
    private final Target target;
    private final LoadOptions load;
    private final Measurer measurer;
    private final BenchFolder folder;
    private final Duration warmup;
    private final PrintWriter terminal;
    private final ProgressLine line;

    HonestRun(
            LoadPlan plan,
            Target target,
            LoadOptions load,
            Measurer measurer,
            BenchFolder folder,
            Duration warmup,
            PrintWriter terminal) {
        this.plan = plan;
        this.target = target;
        this.load = load;
        this.measurer = measurer;
        this.folder = folder;
        this.warmup = warmup;
        this.terminal = terminal;
        this.line = new ProgressLine(terminal);
    }

    int measure(List<Job> jobs, int repeats, boolean withRedisBenchmark)
            throws IOException, InterruptedException {
        RedisBenchmark real = withRedisBenchmark ? real() : null;
        try (Ending ending = new Ending(() -> {
            measurer.stop();
            if (real != null) {
                real.stop();
            }
        })) {
            if (!warmup.isZero()) {
                WarmUp.pings(plan, measurer);
            }
            for (Job job : jobs) {
                prepare(job);
                measurer.warmUp(of(job), warmup, job.sources());
            }
            Map<String, List<BenchRepeat>> ours = new LinkedHashMap<>();
            Map<String, List<BenchRepeat>> theirs = new LinkedHashMap<>();
            for (int i = 0; i < repeats && !measurer.stopped(); i++) {
                if (real != null) {
                    runReal(real, jobs, theirs);
                }
                for (Job job : jobs) {
                    if (measurer.stopped()) {
                        break;
                    }
                    String what = job.title() + " " + (i + 1) + "/" + repeats;
                    folder.doing(what);
                    LoadResult result = measurer.measure(of(job), job.sources(), how -> {
                        line.show(what, how, fraction(how));
                        folder.goes(what, how);
                    });
                    List<BenchRepeat> of =
                            ours.computeIfAbsent(job.title(), t -> new ArrayList<>());
                    if (result.ok() > 0 || result.whole()) {
                        of.add(Measurer.repeat(result));
                        folder.put(job.title(), row(job.title(), plan.driver().word(), plan, of));
                    }
                }
            }
            line.clear();
            terminal.print(ResultTable.render(folder.rows()));
            if (real != null) {
                printRatios(ours, theirs);
            }
            return end(ending);
        }
    }

    private int end(Ending ending) throws IOException {
        if (!ending.came()) {
            folder.whole();
        }
        terminal.println("(latencies in ms, of the median repeat; response counts from the intended"
                + " start; " + load.sizes().words() + " a value; nobody verified the answers)");
        terminal.println("run folder: " + folder.path());
        terminal.flush();
        return ending.came() ? BenchCommand.EXIT_RED : 0;
    }

    private LoadPlan of(Job job) {
        return job.tagged() ? plan.followingMoved() : plan;
    }

    private double fraction(Progress how) {
        Duration time = plan.time();
        if (time != null) {
            return how.seconds() / (time.toNanos() / 1e9);
        }
        Long requests = plan.requests();
        return requests == null ? 0 : (double) (how.ok() + how.errors()) / requests;
    }

    private static RedisBenchmark real() {
        return RedisBenchmark.find()
                .orElseThrow(() -> new IllegalArgumentException(
                        "--with-redis-benchmark: there is no redis-benchmark on the PATH"));
    }

    private void runReal(RedisBenchmark real, List<Job> jobs, Map<String, List<BenchRepeat>> theirs)
            throws IOException, InterruptedException {
        if (plan.arrivals() != null || plan.requests() == null || load.workload != null) {
            throw new IllegalArgumentException(
                    "--with-redis-benchmark: redis-benchmark has neither --rate, --time nor"
                            + " --workload");
        }
        for (Job job : jobs) {
            if (measurer.stopped()) {
                return;
            }
            line.replace("redis-benchmark: " + job.title());
            List<String> arguments = new ArrayList<>(target.arguments());
            arguments.addAll(List.of(
                    "-n", Long.toString(plan.requests()),
                    "-c", Integer.toString(plan.connections()),
                    "-P", Integer.toString(plan.pipeline()),
                    "-d", Integer.toString(load.valueBytes),
                    "-k", Integer.toString(load.keepAlive)));
            if (load.keySpace != null) {
                arguments.addAll(List.of("-r", Long.toString(load.keySpace)));
            }
            if (load.threads > 0) {
                arguments.addAll(List.of("--threads", Integer.toString(load.threads)));
            }
            String word = word(job.title());
            arguments.addAll(List.of("-t", word));
            Double rate = real.run(arguments).get(job.title());
            if (rate != null) {
                List<BenchRepeat> of = theirs.computeIfAbsent(job.title(), t -> new ArrayList<>());
                of.add(RedisBenchmark.repeat(plan.requests(), rate));
                folder.put(
                        "redis-benchmark " + job.title(),
                        row(job.title(), RedisBenchmark.PROGRAM, plan, of));
            }
        }
    }

    /** The word of {@code -t} for a title. */
    private static String word(String title) {
        int end = title.indexOf(' ');
        return (end < 0 ? title : title.substring(0, end)).toLowerCase(Locale.ROOT);
    }

    private void printRatios(
            Map<String, List<BenchRepeat>> ours, Map<String, List<BenchRepeat>> theirs) {
        terminal.println();
        ours.forEach((test, repeats) -> {
            List<BenchRepeat> real = theirs.getOrDefault(test, List.of());
            if (!real.isEmpty() && !repeats.isEmpty()) {
                double mine = row(test, "", plan, repeats).medianPerSecond();
                double other = row(test, "", plan, real).medianPerSecond();
                terminal.println(String.format(
                        Locale.ROOT,
                        "%s, -c %d -P %d: %s %,.0f/s, redis-benchmark %,.0f/s, ratio %.2f"
                                + " (medians of %d and %d, in turns)",
                        test,
                        plan.connections(),
                        plan.pipeline(),
                        plan.driver().word(),
                        mine,
                        other,
                        mine / other,
                        repeats.size(),
                        real.size()));
            }
        });
    }

    private BenchRow row(String test, String driver, LoadPlan of, List<BenchRepeat> repeats) {
        Arrivals arrivals = of.arrivals();
        return BenchRow.unverified(
                target.text(),
                test,
                driver,
                "not stated",
                "not stated",
                0,
                of.connections(),
                of.pipeline(),
                load.sizes().words(),
                arrivals == null ? null : arrivals.perSecond(),
                repeats);
    }

    private void prepare(Job job) throws InterruptedException {
        Preparation prepare = job.prepare();
        if (prepare == null) {
            return;
        }
        line.replace("storing " + prepare.records() + " records");
        AtomicLong next = new AtomicLong();
        LoadPlan storing = new LoadPlan(
                plan.driver(),
                plan.endpoints(),
                plan.greeting(),
                plan.connections(),
                plan.threads(),
                PREPARE_PIPELINE,
                null,
                prepare.records(),
                null,
                0,
                plan.timeout(),
                false,
                false,
                Dialect.REDIS);
        CommandSource source = new CommandSource() {
            @Override
            public List<String> kinds() {
                return List.of("store");
            }

            @Override
            public Command next() {
                return Workload.load(next.getAndIncrement(), prepare.bytes());
            }
        };
        LoadResult stored = measurer.measure(storing, thread -> source, how -> {});
        if (!stored.errors().isEmpty()) {
            throw new IllegalStateException("the records could not be stored: " + stored.errors()
                    + ", " + stored.firstError());
        }
        line.clear();
    }

    /** Sweeps the rate for the knee. */
    int findMax(List<Job> jobs, double p99Millis) throws IOException, InterruptedException {
        if (plan.arrivals() != null && jobs.size() != 1) {
            throw new IllegalArgumentException("--find-max with --rate: expected one test");
        }
        try (Ending ending = new Ending(measurer::stop)) {
            if (!warmup.isZero()) {
                WarmUp.pings(plan, measurer);
            }
            List<String> answers = new ArrayList<>();
            for (Job job : jobs) {
                prepare(job);
                measurer.warmUp(of(job), warmup, job.sources());
                double best = search(job, p99Millis);
                answers.add(String.format(
                        Locale.ROOT,
                        "%s: up to %,.0f requests per second with p99 <= %.3f ms",
                        job.title(),
                        best,
                        p99Millis));
            }
            line.clear();
            terminal.print(ResultTable.render(folder.rows()));
            answers.forEach(terminal::println);
            return end(ending);
        }
    }

    private double search(Job job, double p99Millis) throws IOException, InterruptedException {
        Arrivals first =
                plan.arrivals() == null ? new Arrivals(FIRST_RATE, false) : plan.arrivals();
        KneeSearch search = new KneeSearch(first.perSecond());
        Duration time = plan.time() == null ? TRY : plan.time();
        while (search.unfinished() && !measurer.stopped()) {
            LoadPlan at = of(job).at(first.at(search.rate())).lasting(time);
            String what = String.format(Locale.ROOT, "%s at %,.0f/s", job.title(), search.rate());
            LoadResult result = measurer.measure(
                    at,
                    job.sources(),
                    how -> line.show(what, how, how.seconds() / (time.toNanos() / 1e9)));
            if (!result.whole()) {
                break;
            }
            BenchRepeat repeat = Measurer.repeat(result);
            folder.put(
                    job.title() + search.rate(),
                    row(job.title(), plan.driver().word(), at, List.of(repeat)));
            boolean good = repeat.errorCount() == 0
                    && repeat.okPerSecond() >= FOLLOWS * search.rate()
                    && repeat.response().p99Nanos() / NANOS_PER_MILLI <= p99Millis;
            search.tried(search.rate(), good);
        }
        return search.best();
    }
}
