package dev.assay.bench.cli;

import dev.assay.bench.classic.ClassicText;
import dev.assay.bench.classic.ClusterMaster;
import dev.assay.bench.classic.ServerConfig;
import dev.assay.bench.cli.BenchCommand.Job;
import dev.assay.bench.drive.LoadListener.Progress;
import dev.assay.bench.drive.LoadPlan;
import dev.assay.bench.drive.LoadResult;
import dev.assay.bench.measure.BenchFolder;
import dev.assay.bench.measure.Measurer;
import dev.assay.reports.run.BenchRow;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tests as redis-benchmark runs and prints them. */
final class ClassicRun {
    /** What is printed. */
    enum Format {
        VERBOSE,
        QUIET,
        CSV
    }

    private static final double NANOS_PER_MILLI = 1e6;

    private final LoadPlan plan;
    private final Target target;
    private final LoadOptions load;
    private final Measurer measurer;
    private final BenchFolder folder;
    private final Format format;
    private final PrintWriter terminal;
    private final PrintWriter errors;
    private final boolean watched = ProgressLine.isTerminal();
    private final List<Optional<ServerConfig>> masters = new ArrayList<>();
    private @Nullable ServerConfig config;
    private int printed;

    ClassicRun(
            LoadPlan plan,
            Target target,
            LoadOptions load,
            Measurer measurer,
            BenchFolder folder,
            Format format,
            PrintWriter terminal,
            PrintWriter errors) {
        this.plan = plan;
        this.target = target;
        this.load = load;
        this.measurer = measurer;
        this.folder = folder;
        this.format = format;
        this.terminal = terminal;
        this.errors = errors;
    }

    /** @param custom a command of the user's own, after which no line is left empty */
    int run(List<Job> jobs, boolean custom, boolean loop) throws IOException, InterruptedException {
        try (Ending ending = new Ending(measurer::stop)) {
            fetchConfigs();
            if (load.keepAlive == 0) {
                warn("WARNING: Keepalive disabled: each request opens a connection, and"
                        + " a port of this machine is not free again for a minute");
            }
            if (!jobs.isEmpty()) {
                WarmUp.pings(plan, measurer);
            }
            if (format == Format.CSV) {
                print(ClassicText.csvHeader());
            }
            int round = 0;
            do {
                for (Job job : jobs) {
                    if (measurer.stopped()) {
                        break;
                    }
                    if (!test(job, round)) {
                        return BenchCommand.EXIT_RED;
                    }
                }
                round++;
                if (format != Format.CSV && !custom) {
                    print("\n");
                }
            } while (loop && !measurer.stopped());
            if (!ending.came()) {
                folder.whole();
            }
            return ending.came() ? BenchCommand.EXIT_RED : 0;
        }
    }

    private void fetchConfigs() {
        if (!target.masters().isEmpty()) {
            print(ClassicText.cluster(target.masters()));
            for (ClusterMaster master : target.masters()) {
                Optional<ServerConfig> told = target.config(master);
                masters.add(told);
                if (told.isEmpty()) {
                    warn("WARNING: Could not fetch node CONFIG " + master.host() + ":"
                            + master.port());
                }
            }
            config = masters.get(0).orElse(null);
            return;
        }
        config = target.config().orElse(null);
        if (config == null) {
            warn("WARNING: Could not fetch server CONFIG");
        }
    }

    private void warn(String text) {
        errors.println(text);
        errors.flush();
    }

    /** False when an error ended it. */
    private boolean test(Job job, int round) throws IOException, InterruptedException {
        folder.doing(job.title());
        LoadResult result = measurer.measure(
                job.tagged() ? plan.followingMoved() : plan, job.sources(), progress -> {
                    show(job.title(), progress);
                    folder.goes(job.title(), progress);
                });
        folder.put(job.title() + round, row(job, result));
        LoadResult.FirstError first = result.first();
        if (first != null) {
            boolean connected = !result.errors().containsKey("not-connected");
            String from = masters.isEmpty() ? "" : " " + first.from();
            warn((connected
                            ? "Error from server" + from + ": "
                            : "Could not connect to Redis at " + first.from() + ": ")
                    + first.text());
            return false;
        }
        if (!result.errors().isEmpty()) {
            warn("WARNING: the cluster changed: " + result.errors() + ", none of them counted above"
                    + " as a request");
        }
        double rate = result.perSecond();
        switch (format) {
            case CSV -> print(ClassicText.csv(job.title(), rate, result.service()));
            case QUIET -> {
                erase();
                print(ClassicText.quiet(job.title(), rate, result.service()));
            }
            case VERBOSE -> {
                erase();
                print(ClassicText.verbose(
                        job.title(),
                        result.seconds(),
                        rate,
                        result.service(),
                        new ClassicText.Circumstances(
                                plan.connections(),
                                load.valueBytes,
                                load.keepAlive == 1,
                                config,
                                masters,
                                load.threads)));
            }
        }
        return true;
    }

    private BenchRow row(Job job, LoadResult result) {
        return BenchRow.unverified(
                target.text(),
                job.title(),
                plan.driver().word(),
                config == null ? "not stated" : "appendonly " + config.appendonly(),
                "not stated",
                0,
                plan.connections(),
                plan.pipeline(),
                load.sizes().words(),
                null,
                List.of(Measurer.repeat(result)));
    }

    private void show(String title, Progress how) {
        if (!watched || format == Format.CSV || how.intervalSeconds() <= 0) {
            return;
        }
        erase();
        String text = ClassicText.progress(
                title,
                how.intervalOk() / how.intervalSeconds(),
                how.ok() / how.seconds(),
                how.intervalMeanNanos() / NANOS_PER_MILLI,
                how.meanNanos() / NANOS_PER_MILLI);
        print(text + "\r");
        printed = text.length();
    }

    private void erase() {
        if (watched) {
            print(ClassicText.erase(printed));
        }
    }

    private void print(String text) {
        terminal.print(text);
        terminal.flush();
    }
}
