package dev.assay.checker.txn;

import dev.assay.checker.engine.Exhausted;
import dev.assay.checker.engine.Limit;
import dev.assay.checker.history.HistoryException;
import dev.assay.checker.history.Operation;
import dev.assay.checker.invariant.Findings;
import dev.assay.checker.invariant.Problems;
import dev.assay.checker.verdict.Anomaly;

import java.util.List;
import java.util.Set;

/**
 * What the checks of transactions have in common: all is read in, each transaction is looked at, who
 * must come before whom becomes a graph, and its cycles are looked for. For one thread, once.
 *
 * <p>The memory is counted while it grows: beyond the limit nothing more is found out.
 */
final class TxnCheck {

    /** Of each node in the search for components, beside the graph. */
    private static final long SEARCH_NODE_BYTES = 24;

    /** What lists and registers do each in their own way. In the order in which it is asked. */
    interface Rules extends Txns.Reads {
        /** Tells the transactions whose writes were read that they took effect. */
        void seeWriters();

        /** Looks at what an ok transaction read. */
        void checkReads(int txn);

        /** Looks at what all reads together say. */
        void checkVersions();

        void addDependencies(Graph graph);

        /** Of two that both read the same: what each did then. */
        String lostUpdate();

        /** Why the one comes before the other, but for real time. */
        String reason(int kind, Operation from, Operation to, String key, String one, String other);
    }

    final Txns txns;
    final TxnWords words;
    final Findings.Collector found = new Findings.Collector();
    final Level level;
    final Limit limit;

    private final Problems problems;

    /** @param puts the words for a step that writes; the first is that of whole operations */
    TxnCheck(String name, Set<String> puts, Level level, List<Operation> operations, Limit limit) {
        this.level = level;
        this.limit = limit;
        this.problems = new Problems(name);
        this.txns = new Txns(operations, puts, problems, limit);
        this.words = new TxnWords(operations);
    }

    Findings findings(Rules rules) throws HistoryException {
        txns.parse(rules);
        problems.refuseAny();
        try {
            return judge(rules);
        } catch (Exhausted e) {
            if (found.isEmpty()) {
                throw e;
            }
            // What was found by then stands, however much was not looked at.
            return found.findings(txns.bytes() + rules.bytes());
        }
    }

    private Findings judge(Rules rules) {
        rules.seeWriters();
        for (int txn = 0; txn < txns.count(); txn++) {
            Exhausted.check(limit, txn);
            if (txns.isOk(txn)) {
                rules.checkReads(txn);
            }
        }
        rules.checkVersions();
        long held = txns.bytes() + rules.bytes();
        Graph graph = new Graph(txns.count(), limit, held);
        rules.addDependencies(graph);
        if (level.atLeast(Level.SNAPSHOT_ISOLATION)) {
            lostUpdates(rules);
        }
        if (level == Level.STRICT_SERIALIZABLE) {
            RealTime.addTo(graph, txns);
        }
        long bytes = held + graph.bytes() + SEARCH_NODE_BYTES * graph.nodes();
        Exhausted.beyond(limit, bytes);
        graph.seal();
        new Cycles(
                        graph,
                        level,
                        txns::operation,
                        (link, one, other) -> reason(rules, link, one, other),
                        limit)
                .addTo(found);
        return found.findings(bytes);
    }

    private void lostUpdates(Rules rules) {
        for (LostUpdates.Pair pair : LostUpdates.of(txns, limit)) {
            if (!found.wants("lost-update")) {
                found.count("lost-update");
                continue;
            }
            String key = txns.keyName(pair.key());
            Operation one = txns.operation(pair.one());
            Operation other = txns.operation(pair.other());
            found.add(Anomaly.of(
                    "lost-update",
                    words.who(one) + " and " + words.who(other) + " both read "
                            + TxnWords.visible(key) + " = " + words.read(one, key) + " and then "
                            + rules.lostUpdate(),
                    List.of(one, other)));
        }
    }

    private String reason(Rules rules, Cycles.Link link, String one, String other) {
        Operation from = txns.operation(link.from());
        Operation to = txns.operation(link.to());
        if (link.kind() == Graph.RT) {
            return words.completed(from, to, one, other);
        }
        String key = link.key() < 0 ? "" : txns.keyName(link.key());
        return rules.reason(link.kind(), from, to, key, one, other);
    }
}
