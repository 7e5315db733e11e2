package dev.assay.server.node;

import dev.assay.server.data.Failure;
import dev.assay.server.data.Outcome;
import dev.assay.server.raft.Operation;
import dev.assay.server.raft.Route;
import dev.assay.server.read.ReadBarrier;
import dev.assay.server.read.ReadLevel;
import dev.assay.server.read.Reads;
import dev.assay.server.write.Writes;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** What {@code /metrics} tells. Requests are counted and timed where they enter. On the loop. */
final class Metrics {

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
    private final LongSupplier nanoClock;
    private final Counter writesFailed;
    private final Counter readsFailed;
    private final Durations writes = new Durations();
    private final Durations[] reads;
    private long writesDone;
    private long writesUnderWay;

    Metrics(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        reads = Stream.of(ReadLevel.values())
                .map(level -> new Durations())
                .toArray(Durations[]::new);
        count("hraftd_writes_applied", "Writes that ended with a result.", () -> writesDone);
        writesFailed = Counter.builder()
                .name("hraftd_writes_failed_total")
                .help("Writes without a result, by code; happened is no or unknown.")
                .labelNames("code", "happened")
                .register(registry);
        histogram(
                "hraftd_write_seconds",
                "From when a write is taken to its end.",
                of -> of.add(writes.point(Labels.EMPTY)));
        CounterWithCallback.builder()
                .name("hraftd_reads_total")
                .help("Reads that were let pass, by level.")
                .labelNames("level")
                .callback(tell -> eachLevel((level, at) -> tell.call(at.count(), level)))
                .register(registry);
        readsFailed = Counter.builder()
                .name("hraftd_reads_failed_total")
                .help("Reads that were not, by level and code.")
                .labelNames("level", "code")
                .register(registry);
        histogram(
                "hraftd_read_barrier_seconds",
                "How long reads waited until local state could answer them, by level.",
                of -> eachLevel((level, at) -> of.add(at.point(Labels.of("level", level)))));
        gauge("hraftd_writes_under_way", "Writes without an end yet.", () -> writesUnderWay);
        Runtime jvm = Runtime.getRuntime();
        gauge(
                "hraftd_heap_used_bytes",
                "Memory of Java objects.",
                () -> jvm.totalMemory() - jvm.freeMemory());
    }

    void watchGroups(List<Group> groups) {
        gauge(
                "hraftd_raft_term",
                "The latest term seen.",
                groups,
                of -> of.raft().term());
        gauge(
                "hraftd_raft_commit_index",
                "Known to be committed.",
                groups,
                of -> of.raft().commitIndex());
        gauge(
                "hraftd_raft_applied_index",
                "Applied on this node.",
                groups,
                of -> of.applied().index());
        gauge(
                "hraftd_raft_members",
                "Members of the group.",
                groups,
                of -> of.raft().configuration().all().size());
        gauge(
                "hraftd_raft_leader",
                "1 on the node that leads.",
                groups,
                of -> of.raft().route() instanceof Route.Self ? 1 : 0);
        count(
                "hraftd_lease_reads",
                "Reads that a lease answered.",
                () -> groups.stream().mapToLong(of -> of.lease().readsServed()).sum());
        count(
                "hraftd_lease_rounds",
                "Rounds that asked for promises.",
                () -> groups.stream().mapToLong(of -> of.lease().roundsBegun()).sum());
    }

    /** With the group's number, if there are several. */
    private void gauge(
            String name, String help, List<Group> groups, ToDoubleFunction<Group> value) {
        if (groups.size() == 1) {
            gauge(name, help, () -> value.applyAsDouble(groups.get(0)));
            return;
        }
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames("group")
                .callback(tell -> groups.forEach(
                        of -> tell.call(value.applyAsDouble(of), Integer.toString(of.number()))))
                .register(registry);
    }

    void watch(List<Door> doors) {
        GaugeWithCallback.builder()
                .name("hraftd_connections")
                .help("Open connections.")
                .labelNames("door")
                .callback(tell -> doors.forEach(door -> tell.call(door.open(), door.purpose())))
                .register(registry);
        CounterWithCallback.builder()
                .name("hraftd_connections_refused_total")
                .help("Connections beyond the limit.")
                .labelNames("door")
                .callback(tell -> doors.forEach(door -> tell.call(door.refused(), door.purpose())))
                .register(registry);
    }

    private void eachLevel(BiConsumer<String, Durations> seen) {
        for (ReadLevel level : ReadLevel.values()) {
            seen.accept(level.toString(), reads[level.ordinal()]);
        }
    }

    private void histogram(
            String name, String help, Consumer<List<HistogramDataPointSnapshot>> points) {
        registry.register((Collector) () -> {
            List<HistogramDataPointSnapshot> found = new ArrayList<>();
            points.accept(found);
            return new HistogramSnapshot(new MetricMetadata(name, help), found);
        });
    }

    private void gauge(String name, String help, DoubleSupplier value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(tell -> tell.call(value.getAsDouble()))
                .register(registry);
    }

    private void count(String name, String help, DoubleSupplier value) {
        CounterWithCallback.builder()
                .name(name + "_total")
                .help(help)
                .callback(tell -> tell.call(value.getAsDouble()))
                .register(registry);
    }

    /** In Prometheus' text format. */
    byte[] text() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writer.write(out, registry.scrape());
        } catch (IOException memoryHasNone) {
            throw new UncheckedIOException(memoryHasNone);
        }
        return out.toByteArray();
    }

    Writes metered(Writes to) {
        return new Writes() {
            @Override
            public void submit(Operation operation, Consumer<Outcome> ended) {
                to.submit(operation, timed(ended));
            }

            @Override
            public void submitForwarded(Operation operation, Consumer<Outcome> ended) {
                to.submitForwarded(operation, timed(ended));
            }
        };
    }

    private Consumer<Outcome> timed(Consumer<Outcome> ended) {
        long begin = nanoClock.getAsLong();
        writesUnderWay++;
        return outcome -> {
            writesUnderWay--;
            writes.add(nanoClock.getAsLong() - begin);
            if (outcome instanceof Outcome.Failed failed) {
                Failure failure = failed.failure();
                writesFailed
                        .labelValues(
                                failure.code(),
                                failure.happened() == Failure.Happened.NO ? "no" : "unknown")
                        .inc();
            } else {
                writesDone++;
            }
            ended.accept(outcome);
        };
    }

    Reads metered(Reads to) {
        return (level, waiter) -> {
            ReadMeter meter = new ReadMeter(level, waiter);
            to.await(level, meter);
            meter.waits();
        };
    }

    /** Most reads need not wait at all, which takes no time and no look at the clock. */
    private final class ReadMeter implements ReadBarrier.Waiter {

        private final ReadLevel level;
        private final ReadBarrier.Waiter waiter;
        private boolean over;
        private boolean waiting;
        private long begin;

        ReadMeter(ReadLevel level, ReadBarrier.Waiter waiter) {
            this.level = level;
            this.waiter = waiter;
        }

        void waits() {
            if (!over) {
                waiting = true;
                begin = nanoClock.getAsLong();
            }
        }

        @Override
        public void pass(long index) {
            over = true;
            reads[level.ordinal()].add(waiting ? nanoClock.getAsLong() - begin : 0);
            waiter.pass(index);
        }

        @Override
        public void fail(Failure failure) {
            over = true;
            readsFailed.labelValues(level.toString(), failure.code()).inc();
            waiter.fail(failure);
        }
    }
}
