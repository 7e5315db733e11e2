package dev.assay.reports.explore;

import dev.assay.checker.history.Operation;
import dev.assay.reports.chart.Span;
import dev.assay.reports.explore.OperationColumns.Lane;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The processes of some operations, numbered in their order. */
final class Lanes {

    private static final int NAME_LIMIT = 40;

    private final List<Lane> lanes = new ArrayList<>();
    private final Map<Long, Integer> numbers = new HashMap<>();

    Lanes(List<Span> spans) {
        Map<Long, String> nodes = new TreeMap<>();
        for (Span span : spans) {
            Operation operation = span.operation();
            nodes.putIfAbsent(
                    operation.process(), OperationColumns.text(operation.node(), NAME_LIMIT));
        }
        nodes.forEach((process, node) -> {
            numbers.put(process, lanes.size());
            lanes.add(new Lane(process, node));
        });
    }

    int numberOf(long process) {
        return numbers.getOrDefault(process, 0);
    }

    List<Lane> lanes() {
        return lanes;
    }
}
