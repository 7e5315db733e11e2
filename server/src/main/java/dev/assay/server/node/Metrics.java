package dev.assay.server.node;

import dev.assay.server.data.Failure;
import dev.assay.server.data.Outcome;
import dev.assay.server.raft.Applied;
import dev.assay.server.raft.Operation;
import dev.assay.server.raft.RaftNode;
import dev.assay.server.raft.Route;
import dev.assay.server.read.LeaderLease;
import dev.assay.server.read.ReadBarrier;
import dev.assay.server.read.ReadLevel;
import dev.assay.server.read.Reads;
import dev.assay.server.write.Writes;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** What {@code /metrics} tells. Requests are counted and timed where they enter. On the loop. */
final class Metrics {

    /** From what a loop turn takes to the deadline of a request, in seconds. */
    private static final double[] SECONDS = {
        0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2
    };

    private static final double NANOS_PER_SECOND = 1e9;

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
    private final LongSupplier nanoClock;
    private final CounterDataPoint writesDone;
    private final Counter writesFailed;
    private final DistributionDataPoint writeSeconds;
    private final Counter readsDone;
    private final Counter readsFailed;
    private final Histogram readSeconds;
    private long writesUnderWay;

    Metrics(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        writesDone = Counter.builder()
                .name("hraftd_writes_applied_total")
                .help("Writes that ended with a result.")
                .register(registry);
        writesFailed = Counter.builder()
                .name("hraftd_writes_failed_total")
                .help("Writes without a result, by code; happened is no or unknown.")
                .labelNames("code", "happened")
                .register(registry);
        writeSeconds = Histogram.builder()
                .name("hraftd_write_seconds")
                .help("From when a write is taken to its end.")
                .classicOnly()
                .classicUpperBounds(SECONDS)
                .register(registry);
        readsDone = Counter.builder()
                .name("hraftd_reads_total")
                .help("Reads that were let pass, by level.")
                .labelNames("level")
                .register(registry);
        readsFailed = Counter.builder()
                .name("hraftd_reads_failed_total")
                .help("Reads that were not, by level and code.")
                .labelNames("level", "code")
                .register(registry);
        readSeconds = Histogram.builder()
                .name("hraftd_read_barrier_seconds")
                .help("How long reads waited until local state could answer them, by level.")
                .labelNames("level")
                .classicOnly()
                .classicUpperBounds(SECONDS)
                .register(registry);
        gauge("hraftd_writes_under_way", "Writes without an end yet.", () -> writesUnderWay);
        Runtime jvm = Runtime.getRuntime();
        gauge(
                "hraftd_heap_used_bytes",
                "Memory of Java objects.",
                () -> jvm.totalMemory() - jvm.freeMemory());
    }

    void watch(RaftNode raft, Applied applied, LeaderLease lease) {
        gauge("hraftd_raft_term", "The latest term seen.", raft::term);
        gauge("hraftd_raft_commit_index", "Known to be committed.", raft::commitIndex);
        gauge("hraftd_raft_applied_index", "Applied on this node.", applied::index);
        gauge(
                "hraftd_raft_members",
                "Members of the group.",
                () -> raft.configuration().all().size());
        gauge(
                "hraftd_raft_leader",
                "1 on the node that leads.",
                () -> raft.route() instanceof Route.Self ? 1 : 0);
        count("hraftd_lease_reads", "Reads that a lease answered.", lease::readsServed);
        count("hraftd_lease_rounds", "Rounds that asked for promises.", lease::roundsBegun);
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

    Writes metered(Writes writes) {
        return new Writes() {
            @Override
            public void submit(Operation operation, Consumer<Outcome> ended) {
                writes.submit(operation, timed(ended));
            }

            @Override
            public void submitForwarded(Operation operation, Consumer<Outcome> ended) {
                writes.submitForwarded(operation, timed(ended));
            }
        };
    }

    private Consumer<Outcome> timed(Consumer<Outcome> ended) {
        long begin = nanoClock.getAsLong();
        writesUnderWay++;
        return outcome -> {
            writesUnderWay--;
            writeSeconds.observe((nanoClock.getAsLong() - begin) / NANOS_PER_SECOND);
            if (outcome instanceof Outcome.Failed failed) {
                Failure failure = failed.failure();
                writesFailed
                        .labelValues(
                                failure.code(),
                                failure.happened() == Failure.Happened.NO ? "no" : "unknown")
                        .inc();
            } else {
                writesDone.inc();
            }
            ended.accept(outcome);
        };
    }

    Reads metered(Reads reads) {
        ReadMeter[] meters = Stream.of(ReadLevel.values())
                .map(level -> new ReadMeter(
                        readsDone.labelValues(level.toString()),
                        readSeconds.labelValues(level.toString())))
                .toArray(ReadMeter[]::new);
        return (level, waiter) -> {
            ReadMeter meter = meters[level.ordinal()];
            long begin = nanoClock.getAsLong();
            reads.await(level, new ReadBarrier.Waiter() {
                @Override
                public void pass(long index) {
                    meter.seconds().observe((nanoClock.getAsLong() - begin) / NANOS_PER_SECOND);
                    meter.done().inc();
                    waiter.pass(index);
                }

                @Override
                public void fail(Failure failure) {
                    readsFailed.labelValues(level.toString(), failure.code()).inc();
                    waiter.fail(failure);
                }
            });
        };
    }

    private record ReadMeter(CounterDataPoint done, DistributionDataPoint seconds) {}
}
