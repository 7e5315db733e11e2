package dev.assay.reports.chart;

import dev.assay.checker.history.Event;
import dev.assay.checker.history.EventType;
import dev.assay.reports.run.FaultRecord;
import dev.assay.reports.run.LatencyKind;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What one pass over a history finds out. */
final class HistoryDigest {

    /** A workload has a handful; a damaged or hostile history may name one for each operation. */
    private static final int FUNCTIONS_LIMIT = 24;

    private static final String OTHER_FUNCTIONS = "other";

    private final Map<Long, Event> open = new HashMap<>();
    private final Map<String, OutcomeTally> byFunction = new TreeMap<>();
    private final Map<String, LatencyRecorder> latencies = new TreeMap<>();
    private final FoldingBuckets<OutcomeTally> outcomes =
            new FoldingBuckets<>(OutcomeTally::new, OutcomeTally::addAll);
    private final ErrorCounter errors = new ErrorCounter();
    private final SilenceMeter silences;
    private long endNanos;

    HistoryDigest(List<FaultRecord> faults) {
        this.silences = new SilenceMeter(faults);
    }

    void add(Event event) {
        endNanos = Math.max(endNanos, event.timeNanos());
        if (event.type() == EventType.INVOKE) {
            open.put(event.process(), event);
            return;
        }
        Event invocation = open.remove(event.process());
        String f = functionOf(event);
        count(f, event.type(), event.timeNanos());
        if (event.type() != EventType.OK) {
            errors.add(event);
            return;
        }
        silences.ok(event.timeNanos());
        if (invocation != null && isFunctionForLatency(f)) {
            latencies
                    .computeIfAbsent(f, name -> new LatencyRecorder(LatencyKind.service(name)))
                    .add(event.timeNanos(), event.timeNanos() - invocation.timeNanos());
        }
    }

    /** An operation that never completed may have taken effect: nobody knows. */
    void end() {
        open.values()
                .forEach(invocation -> count(functionOf(invocation), EventType.INFO, endNanos));
        open.clear();
    }

    private String functionOf(Event event) {
        return byFunction.size() < FUNCTIONS_LIMIT || byFunction.containsKey(event.f())
                ? event.f()
                : OTHER_FUNCTIONS;
    }

    private void count(String f, EventType outcome, long timeNanos) {
        byFunction.computeIfAbsent(f, name -> new OutcomeTally()).add(outcome);
        outcomes.at(timeNanos).add(outcome);
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

    List<Duration> silences() {
        return silences.silences(endNanos);
    }

    Duration endOfRun() {
        return Duration.ofNanos(endNanos);
    }
}
