package dev.assay.checker.invariant;

import dev.assay.checker.engine.Exhausted;
import dev.assay.checker.engine.Limit;
import dev.assay.checker.history.EventType;
import dev.assay.checker.history.History;
import dev.assay.checker.history.HistoryException;
import dev.assay.checker.history.Operation;
import dev.assay.checker.verdict.Anomaly;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Jepsen's {@code set-full}: {@code add}s of distinct elements and {@code read}s of all at any time.
 * An element is known from the first moment at which its add, or a read that has it, had completed. If
 * the last word of the reads that began after that is that it is not there, it is lost; if it is missing
 * in one and there again later, those reads were stale, which only {@code set-full:linearizable} forbids.
 */
final class SetFull implements Check {

    private static final Set<String> FUNCTIONS = Set.of("add", "read");

    private final boolean linearizable;

    SetFull(boolean linearizable) {
        this.linearizable = linearizable;
    }

    @Override
    public String name() {
        return linearizable ? "set-full-linearizable" : "set-full";
    }

    private record Read(Operation operation, Set<?> elements) {}

    /** What is known of an element. */
    private static final class Element {
        private final @Nullable Operation add;
        private long knownNanos = Operation.NEVER;
        private int lastPresent = -1;
        private int lastAbsent = -1;

        private Element(@Nullable Operation add) {
            this.add = add;
        }
    }

    @Override
    public Findings find(History history, Limit limit) throws HistoryException {
        Problems problems = new Problems(name());
        Findings.Collector found = new Findings.Collector();
        Map<Object, Element> elements = new HashMap<>();
        List<Read> reads = new ArrayList<>();
        for (Operation operation : history.operations()) {
            if (!Values.knows(operation, FUNCTIONS, problems)) {
                continue;
            }
            if (operation.f().equals("add") && operation.input() != null) {
                Element element = new Element(operation);
                element.knownNanos =
                        Values.ok(operation) ? operation.returnNanos() : Operation.NEVER;
                if (elements.put(operation.input(), element) != null) {
                    problems.add(
                            operation,
                            "add of " + operation.input()
                                    + ", which was added before: expected distinct elements");
                }
            } else if (operation.f().equals("read") && Values.ok(operation)) {
                read(operation, problems, reads, found);
            }
        }
        problems.refuseAny();
        if (reads.isEmpty()) {
            return Findings.undecided("no read has completed: what the set holds is not known");
        }
        see(elements, reads, found, limit);
        elements.forEach((value, element) -> judge(value, element, reads, found));
        return found.findings(0);
    }

    private static void read(
            Operation operation, Problems problems, List<Read> reads, Findings.Collector found) {
        List<?> list = Values.list(operation, problems);
        if (list == null) {
            return;
        }
        Set<Object> elements = new HashSet<>(list);
        reads.add(new Read(operation, elements));
        for (Object value : elements.size() < list.size() ? elements : List.of()) {
            if (Collections.frequency(list, value) > 1) {
                found.add(Anomaly.of(
                        "duplicated",
                        "the read in line " + (operation.index() + 1) + " has " + value + " "
                                + Collections.frequency(list, value) + " times",
                        List.of(operation)));
            }
        }
    }

    private static void see(
            Map<Object, Element> elements,
            List<Read> reads,
            Findings.Collector found,
            Limit limit) {
        for (int i = 0; i < reads.size(); i++) {
            Exhausted.check(limit);
            Operation operation = reads.get(i).operation;
            for (Object value : reads.get(i).elements) {
                Element element = elements.get(value);
                if (element == null || failed(element)) {
                    found.add(Anomaly.of(
                            "unexpected",
                            "the read in line " + (operation.index() + 1) + " has " + value
                                    + (element == null
                                            ? ", which nobody added"
                                            : ", whose add failed"),
                            List.of(operation)));
                } else {
                    element.knownNanos = Math.min(element.knownNanos, operation.returnNanos());
                    element.lastPresent = i;
                }
            }
        }
        // Backwards, so that each element is asked for until it is missing for the first time.
        Map<Object, Element> unmissed = new HashMap<>(elements);
        for (int i = reads.size() - 1; i >= 0 && !unmissed.isEmpty(); i--) {
            Exhausted.check(limit);
            Read read = reads.get(i);
            Iterator<Map.Entry<Object, Element>> rest = unmissed.entrySet().iterator();
            while (rest.hasNext()) {
                Map.Entry<Object, Element> entry = rest.next();
                if (!read.elements.contains(entry.getKey())) {
                    entry.getValue().lastAbsent = i;
                    rest.remove();
                }
            }
        }
    }

    private static boolean failed(Element element) {
        return element.add != null && element.add.outcome() == EventType.FAIL;
    }

    private void judge(Object value, Element element, List<Read> reads, Findings.Collector found) {
        Operation add = element.add;
        if (element.lastAbsent < 0 || add == null) {
            return;
        }
        Operation without = reads.get(element.lastAbsent).operation;
        if (element.knownNanos >= without.invokeNanos()) {
            return;
        }
        boolean lost = element.lastPresent < element.lastAbsent;
        if (lost || linearizable) {
            found.add(Anomaly.of(
                    lost ? "lost" : "stale",
                    value + " was known to be there "
                            + (without.invokeNanos() - element.knownNanos) / 1_000_000
                            + " ms before the read in line " + (without.index() + 1)
                            + " began, which is without it"
                            + (lost ? ", as is every later one" : ""),
                    List.of(add, without)));
        }
    }
}
