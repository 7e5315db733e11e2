package dev.assay.checker.txn;

import dev.assay.checker.engine.Exhausted;
import dev.assay.checker.engine.Limit;
import dev.assay.checker.history.Sorting;

import java.util.Arrays;

/**
 * The dependencies of transactions on registers, by what is known of the order of each key's values.
 * A key's versions are the last values that each transaction wrote to it, by their writers' invocations.
 */
final class Versions {

    private final Txns txns;
    private final boolean byTime;
    private final Limit limit;

    /** The versions of all keys, key by key; a transaction has one of a key at most. */
    private final int[] begin;

    private final int[] writers;

    /** Of each element that is a version its place among those of its key. */
    private final int[] placeOf;

    /** When each version was surely there: its writer or a reader of it had completed. */
    private final long[] knownNanos;

    /** @param byTime whether what was there before a write was invoked comes before it */
    Versions(Txns txns, boolean byTime, Limit limit) {
        this.txns = txns;
        this.byTime = byTime;
        this.limit = limit;
        begin = new int[txns.keys() + 1];
        placeOf = new int[txns.elements()];
        knownNanos = new long[txns.elements()];
        Arrays.fill(placeOf, Txns.NOBODY);
        for (int element = 0; element < placeOf.length; element++) {
            begin[txns.elementKey(element) + 1] += isVersion(element) ? 1 : 0;
        }
        for (int key = 0; key < txns.keys(); key++) {
            begin[key + 1] += begin[key];
        }
        writers = new int[begin[txns.keys()]];
        place();
        know();
    }

    /** What it will hold, by its own account: a place, a writer and a time for each element. */
    static long bytes(Txns txns) {
        return txns.elements() * 16L + txns.keys() * 4L;
    }

    private boolean isVersion(int element) {
        int writer = txns.writer(element);
        return writer != Txns.NOBODY && txns.tookEffect(writer) && !txns.isIntermediate(element);
    }

    /** Transactions are in the order of their invocations, so their versions come in it, too. */
    private void place() {
        int[] filled = Arrays.copyOf(begin, begin.length);
        for (int txn = 0; txn < txns.count(); txn++) {
            for (int step = txns.firstStep(txn); step < txns.untilStep(txn); step++) {
                if (!txns.isRead(step) && isVersion(txns.cell(step))) {
                    int key = txns.stepKey(step);
                    placeOf[txns.cell(step)] = filled[key] - begin[key];
                    writers[filled[key]++] = txn;
                }
            }
        }
    }

    private void know() {
        for (int element = 0; element < knownNanos.length; element++) {
            knownNanos[element] =
                    isVersion(element) ? txns.returnNanos(txns.writer(element)) : Long.MAX_VALUE;
        }
        for (int txn = 0; txn < txns.count(); txn++) {
            for (int step = txns.firstStep(txn); step < txns.untilStep(txn); step++) {
                if (txns.isRead(step) && txns.cell(step) >= 0) {
                    int element = txns.cell(step);
                    knownNanos[element] = Math.min(knownNanos[element], txns.returnNanos(txn));
                }
            }
        }
    }

    void addTo(Graph graph) {
        Fan[] fans = new Fan[txns.keys()];
        for (int key = 0; key < fans.length; key++) {
            Exhausted.check(limit, key);
            int[] row = Arrays.copyOfRange(writers, begin[key], begin[key + 1]);
            fans[key] = new Fan(graph, row, row.length);
        }
        if (byTime) {
            for (int element = 0; element < placeOf.length; element++) {
                if (placeOf[element] >= 0) {
                    int key = txns.elementKey(element);
                    addLater(fans[key], Graph.WW, txns.writer(element), key, element);
                }
            }
        }
        for (int txn = 0; txn < txns.count(); txn++) {
            Exhausted.check(limit, txn);
            for (int step = txns.firstStep(txn); step < txns.untilStep(txn); step++) {
                if (txns.isRead(step) && txns.cell(step) != Txns.UNKNOWN && isFirst(txn, step)) {
                    addRead(graph, fans[txns.stepKey(step)], txn, step);
                }
            }
        }
        addOverwritten(graph);
    }

    /** Whether it shows the key as others left it, and not what the transaction itself did. */
    private boolean isFirst(int txn, int step) {
        for (int before = txns.firstStep(txn); before < step; before++) {
            if (txns.stepKey(before) == txns.stepKey(step)) {
                return false;
            }
        }
        return true;
    }

    private void addRead(Graph graph, Fan fan, int txn, int step) {
        int key = txns.stepKey(step);
        int element = txns.cell(step);
        if (element == Txns.NOTHING) {
            int count = begin[key + 1] - begin[key];
            fan.link(Graph.RW, txn, key, 0, count, placeOf(txn, key), -1);
            return;
        }
        int writer = txns.writer(element);
        if (writer == Txns.NOBODY || !txns.tookEffect(writer)) {
            return;
        }
        graph.add(Graph.WR, writer, txn, key);
        if (byTime && placeOf[element] >= 0) {
            addLater(fan, Graph.RW, txn, key, element);
        }
    }

    /** From who wrote or read a version to all who began to write the key when it was there already. */
    private void addLater(Fan fan, int kind, int txn, int key, int element) {
        int low = begin[key];
        int high = begin[key + 1];
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (txns.invokeNanos(writers[middle]) > knownNanos[element]) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        int self = placeOf(txn, key);
        fan.link(
                kind,
                txn,
                key,
                low - begin[key],
                begin[key + 1] - begin[key],
                self,
                placeOf[element]);
    }

    /** Where the version is that a transaction wrote, or -1 if it wrote none. */
    private int placeOf(int txn, int key) {
        int place = Arrays.binarySearch(writers, begin[key], begin[key + 1], txn);
        return place < 0 ? -1 : place - begin[key];
    }

    /**
     * Who read a version and wrote the next: that is after the version's writer, and after whoever
     * else read the version. Of several that wrote over the same version each is after all its readers.
     */
    private void addOverwritten(Graph graph) {
        int[] readers = new int[16];
        long[] versions = new long[16];
        int count = 0;
        int[] joint = new int[placeOf.length];
        for (int txn = 0; txn < txns.count(); txn++) {
            for (int step = txns.firstStep(txn); step < txns.untilStep(txn); step++) {
                if (!txns.isRead(step) || txns.cell(step) < 0 || !isFirst(txn, step)) {
                    continue;
                }
                if (count == readers.length) {
                    readers = Arrays.copyOf(readers, 2 * count);
                    versions = Arrays.copyOf(versions, 2 * count);
                }
                readers[count] = txn;
                versions[count++] = txns.cell(step);
                if (placeOf(txn, txns.stepKey(step)) >= 0) {
                    joint[txns.cell(step)]++;
                }
            }
        }
        Sorting.sort(versions, readers, count);
        for (int from = 0; from < count; ) {
            int element = (int) versions[from];
            int until = from;
            while (until < count && versions[until] == element) {
                until++;
            }
            if (joint[element] > 0) {
                overwritten(graph, element, readers, from, until, joint[element]);
            }
            from = until;
        }
    }

    private void overwritten(
            Graph graph, int element, int[] readers, int from, int until, int overwriters) {
        int key = txns.elementKey(element);
        int writer = txns.writer(element);
        int[] row = new int[overwriters];
        int count = 0;
        for (int i = from; i < until; i++) {
            if (placeOf(readers[i], key) >= 0) {
                row[count++] = readers[i];
            }
        }
        Fan fan = new Fan(graph, row, count);
        for (int i = from; i < until; i++) {
            int self = Arrays.binarySearch(row, 0, count, readers[i]);
            fan.link(Graph.RW, readers[i], key, 0, count, Math.max(self, -1), -1);
        }
        if (writer != Txns.NOBODY && txns.tookEffect(writer)) {
            int self = Arrays.binarySearch(row, 0, count, writer);
            fan.link(Graph.WW, writer, key, 0, count, Math.max(self, -1), -1);
        }
    }
}
