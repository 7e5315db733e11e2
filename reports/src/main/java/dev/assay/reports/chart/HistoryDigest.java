package dev.assay.reports.chart;

import dev.assay.checker.history.Event;
import dev.assay.checker.history.EventType;
import dev.assay.checker.history.Operation;
import dev.assay.checker.verdict.Counterexample;
import dev.assay.reports.run.FaultRecord;
import dev.assay.reports.run.LatencyKind;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What one pass over a history finds out. */
final class HistoryDigest {

    /** A workload has a handful; a damaged or hostile history may name one for each operation. */
    private static final int FUNCTIONS_LIMIT = 24;

    private static final String OTHER_FUNCTIONS = "other";

    private final SpanReader reader = new SpanReader(this::add);
    private final Map<String, OutcomeTally> byFunction = new TreeMap<>();
    private final Map<String, LatencyRecorder> latencies = new TreeMap<>();
    private final FoldingBuckets<OutcomeTally> outcomes =
            new FoldingBuckets<>(OutcomeTally::new, OutcomeTally::addAll);
    private final ErrorCounter errors = new ErrorCounter();
    private final AvailabilityMeter availability;
    private OperationSampler sampler;
    private SilenceMeter silences;
    private final Consumer<Span> spans;

    /** @param spans receives each operation too */
    HistoryDigest(List<FaultRecord> faults, List<Counterexample> evidence, Consumer<Span> spans) {
        this.spans = spans;
        this.silences = new SilenceMeter(faults);
        this.availability = new AvailabilityMeter(faults);
        this.sampler = new OperationSampler(OperationSample.LIMIT, evidence);
    }

    /**
     * The same history with other faults and evidence, which are about operations that came before.
     *
     * @param again hands over every operation so far once more, in the same order
     */
    void use(
            List<FaultRecord> faults,
            List<Counterexample> evidence,
            Consumer<Consumer<Span>> again) {
        availability.use(faults);
        silences = new SilenceMeter(faults);
        sampler = new OperationSampler(OperationSample.LIMIT, evidence);
        again.accept(span -> {
            sampler.add(span);
            if (span.operation().outcome() == EventType.OK) {
                silences.ok(span.endNanos());
            }
        });
    }

    void add(Event event) {
        availability.begin(event.timeNanos());
        reader.add(event);
    }

    void end() {
        reader.end();
    }

    private void add(Span span) {
        Operation operation = span.operation();
        spans.accept(span);
        sampler.add(span);
        availability.add(span);
        String f = functionOf(operation);
        byFunction.computeIfAbsent(f, name -> new OutcomeTally()).add(operation.outcome());
        outcomes.at(span.endNanos()).add(operation.outcome());
        if (operation.outcome() != EventType.OK) {
            errors.add(operation, span.endNanos());
            return;
        }
        silences.ok(span.endNanos());
        if (isFunctionForLatency(f)) {
            latencies
                    .computeIfAbsent(f, name -> new LatencyRecorder(LatencyKind.service(name)))
                    .add(span.endNanos(), span.endNanos() - operation.invokeNanos());
        }
    }

    private String functionOf(Operation operation) {
        return byFunction.size() < FUNCTIONS_LIMIT || byFunction.containsKey(operation.f())
                ? operation.f()
                : OTHER_FUNCTIONS;
    }

    /** A history from elsewhere may call its functions anything. */
    private static boolean isFunctionForLatency(String f) {
        return !f.isEmpty() && f.chars().noneMatch(c -> c == ',' || Character.isWhitespace(c));
    }

    OutcomeCounts total() {
        OutcomeTally total = new OutcomeTally();
        byFunction.values().forEach(total::addAll);
        return total.counts();
    }

    Map<String, OutcomeCounts> byFunction() {
        Map<String, OutcomeCounts> counts = new TreeMap<>();
        byFunction.forEach((f, tally) -> counts.put(f, tally.counts()));
        return counts;
    }

    OutcomeSeries outcomes() {
        return new OutcomeSeries(
                outcomes.widthNanos(),
                outcomes.buckets().stream().map(OutcomeTally::counts).toList());
    }

    List<LatencySeries> latencies() {
        return latencies.values().stream().map(LatencyRecorder::series).toList();
    }

    List<ErrorCount> errors() {
        return errors.errors();
    }

    List<ErrorSeries> errorSeries() {
        return errors.series();
    }

    List<Duration> silences() {
        return silences.silences(reader.lastNanos());
    }

    Availability availability() {
        return availability.availability(reader.lastNanos());
    }

    OperationSample sample() {
        return sampler.sample();
    }

    Duration endOfRun() {
        return Duration.ofNanos(reader.lastNanos());
    }
}
