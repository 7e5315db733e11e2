package dev.assay.checker.txn;

import dev.assay.checker.history.Sorting;

/**
 * Adds that who had completed before another was invoked comes before it: pairs without number, but
 * a chain of moments (one for each run of completions that no invocation interrupts) says them all in
 * three edges a transaction.
 */
final class RealTime {

    private RealTime() {}

    /** For the transactions that took effect; of unknown outcome they never completed. */
    static void addTo(Graph graph, Txns txns) {
        int[] ends = new int[txns.count()];
        long[] endNanos = new long[ends.length];
        int completed = 0;
        for (int txn = 0; txn < ends.length; txn++) {
            if (txns.isOk(txn)) {
                ends[completed] = txn;
                endNanos[completed++] = txns.returnNanos(txn);
            }
        }
        Sorting.sort(endNanos, ends, completed);
        int moment = Graph.NO_KEY;
        int next = 0;
        // Transactions are in the order of their invocations.
        for (int txn = 0; txn < txns.count(); txn++) {
            if (!txns.tookEffect(txn)) {
                continue;
            }
            if (next < completed && endNanos[next] < txns.invokeNanos(txn)) {
                int fresh = graph.joint();
                if (moment >= 0) {
                    graph.add(Graph.VIA, moment, fresh, Graph.NO_KEY);
                }
                moment = fresh;
                while (next < completed && endNanos[next] < txns.invokeNanos(txn)) {
                    graph.add(Graph.RT, ends[next++], moment, Graph.NO_KEY);
                }
            }
            if (moment >= 0) {
                graph.add(Graph.VIA, moment, txn, Graph.NO_KEY);
            }
        }
    }
}
