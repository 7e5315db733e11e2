package dev.assay.reports.chart;

import dev.assay.checker.history.EventType;
import dev.assay.checker.history.Operation;
import dev.assay.reports.run.FaultRecord;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;

/** Gathers {@link Availability} from operations in the order of their completion. */
final class AvailabilityMeter {

    /** More than a chart can mark. */
    private static final int OUTAGES_LIMIT = 100;

    /** A cluster has a handful; a damaged history may name one for each operation. */
    private static final int NODES_LIMIT = 50;

    private static final class NodeTally {
        private final OutcomeTally outcomes = new OutcomeTally();
        private long lastOkNanos;
        private long longestNanos;

        private NodeTally(long fromNanos) {
            lastOkNanos = fromNanos;
        }

        private void silentUntil(long timeNanos) {
            longestNanos = Math.max(longestNanos, timeNanos - lastOkNanos);
        }
    }

    private List<FaultRecord> faults;
    private final RecoveryMeter recoveries = new RecoveryMeter();
    private final Map<String, NodeTally> nodes = new TreeMap<>();
    private final PriorityQueue<Outage> outages =
            new PriorityQueue<>(Comparator.comparingLong(Outage::nanos));
    private long outageCount;
    private long outageNanos;
    private long firstNanos = -1;
    private long lastOkNanos;

    AvailabilityMeter(List<FaultRecord> faults) {
        this.faults = faults;
    }

    /** Others from now on; they are looked at only when it tells what it knows. */
    void use(List<FaultRecord> others) {
        faults = others;
    }

    /** To be told of every event: the time begins with the first. */
    void begin(long timeNanos) {
        if (firstNanos < 0) {
            firstNanos = Math.max(0, timeNanos);
            lastOkNanos = firstNanos;
        }
    }

    void add(Span span) {
        Operation operation = span.operation();
        long timeNanos = span.endNanos();
        NodeTally node = nodeOf(operation);
        if (node != null) {
            node.outcomes.add(operation.outcome());
        }
        if (operation.outcome() == EventType.OK) {
            silentUntil(timeNanos);
            lastOkNanos = Math.max(lastOkNanos, timeNanos);
            recoveries.ok(timeNanos);
            if (node != null) {
                node.silentUntil(timeNanos);
                node.lastOkNanos = Math.max(node.lastOkNanos, timeNanos);
            }
        }
    }

    private @Nullable NodeTally nodeOf(Operation operation) {
        String name = operation.node();
        if (name == null || nodes.size() >= NODES_LIMIT && !nodes.containsKey(name)) {
            return null;
        }
        return nodes.computeIfAbsent(name, fresh -> new NodeTally(firstNanos));
    }

    private void silentUntil(long timeNanos) {
        if (timeNanos - lastOkNanos < Outage.SHORTEST.toNanos()) {
            return;
        }
        outageCount++;
        outageNanos += timeNanos - lastOkNanos;
        outages.add(new Outage(lastOkNanos, timeNanos));
        if (outages.size() > OUTAGES_LIMIT) {
            outages.remove();
        }
    }

    /** As of a moment; operations may follow, so the silence that lasts is not written down. */
    Availability availability(long endNanos) {
        long first = Math.max(0, firstNanos);
        Map<String, Availability.NodeFigures> figures = new TreeMap<>();
        nodes.forEach((name, node) -> {
            node.silentUntil(endNanos);
            figures.put(
                    name,
                    new Availability.NodeFigures(
                            node.outcomes.counts(), Duration.ofNanos(node.longestNanos)));
        });
        List<Outage> sorted = new ArrayList<>(outages);
        long lasting = endNanos - lastOkNanos;
        boolean silent = lasting >= Outage.SHORTEST.toNanos();
        if (silent) {
            sorted.add(new Outage(lastOkNanos, endNanos));
        }
        sorted.sort(Comparator.comparingLong(Outage::fromNanos));
        return new Availability(
                Duration.ofNanos(Math.max(0, endNanos - first)),
                sorted,
                outageCount + (silent ? 1 : 0),
                Duration.ofNanos(outageNanos + (silent ? lasting : 0)),
                figures,
                recoveries.recoveries(faults, first, endNanos));
    }
}
