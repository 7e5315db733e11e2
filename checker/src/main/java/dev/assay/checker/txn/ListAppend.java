package dev.assay.checker.txn;

import dev.assay.checker.engine.Exhausted;
import dev.assay.checker.engine.Limit;
import dev.assay.checker.history.History;
import dev.assay.checker.history.HistoryException;
import dev.assay.checker.history.Operation;
import dev.assay.checker.invariant.Check;
import dev.assay.checker.invariant.Findings;
import dev.assay.checker.invariant.Problems;
import dev.assay.checker.verdict.Anomaly;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Transactions that append values to lists and read whole lists: function {@code txn}, its value a
 * list of {@code [append KEY VALUE]} and {@code [r KEY [VALUES]]} (also {@code read}); or single
 * operations {@code append} and {@code read} on a key. No value is appended to a key twice.
 *
 * <p>A read shows the order of all appends to its list up to then, so nearly all dependencies are
 * known, and a history is serializable if and only if they form no cycle (Kingsbury and Alvaro 2020,
 * section 4; what nobody has seen yet comes behind all that was seen). An operation of unknown outcome
 * counts where somebody saw one of its appends.
 */
public final class ListAppend implements Check {

    private static final Set<String> PUTS = Set.of("append", "a");

    private final Level level;

    /** By what must hold. */
    public ListAppend(Level level) {
        this.level = Objects.requireNonNull(level, "level");
    }

    @Override
    public String name() {
        return "list-append-" + level.word();
    }

    @Override
    public Findings find(History history, Limit limit) throws HistoryException {
        return new Run(history.operations(), limit).findings();
    }

    private final class Run {
        private final Limit limit;
        private final Problems problems = new Problems(name());
        private final Findings.Collector found = new Findings.Collector();
        private final Txns txns;
        private final Lists lists;
        private final TxnWords words;

        Run(List<Operation> operations, Limit limit) {
            this.limit = limit;
            this.txns = new Txns(operations, PUTS, problems, limit);
            this.words = new TxnWords(operations);
            this.lists = new Lists(txns, words, found);
        }

        Findings findings() throws HistoryException {
            txns.parse(lists::read);
            problems.refuseAny();
            lists.seeWriters();
            for (int txn = 0; txn < txns.count(); txn++) {
                Exhausted.check(limit, txn);
                if (txns.isOk(txn)) {
                    lists.checkReads(txn);
                    if (level.atLeast(Level.SNAPSHOT_ISOLATION)) {
                        checkItself(txn);
                    }
                }
            }
            lists.checkVersions();
            Graph graph = new Graph(txns.count());
            addDependencies(graph);
            if (level.atLeast(Level.SNAPSHOT_ISOLATION)) {
                lostUpdates();
            }
            if (level == Level.STRICT_SERIALIZABLE) {
                RealTime.addTo(graph, txns);
            }
            graph.seal();
            long bytes = txns.bytes() + graph.bytes() + 24L * graph.nodes();
            if (found.isEmpty() && bytes > limit.bytes()) {
                return Findings.undecided("out of memory (" + bytes + " bytes for dependencies)");
            }
            new Cycles(graph, level, txns::operation, this::link, limit).addTo(found);
            return found.findings(bytes);
        }

        /** What a transaction did itself must be in what it reads afterwards. */
        private void checkItself(int txn) {
            for (int step = txns.firstStep(txn) + 1; step < txns.untilStep(txn); step++) {
                if (txns.isRead(step) && touchedBefore(txn, step)) {
                    Operation operation = txns.operation(txn);
                    String wrong = words.contradictsItself(operation, step - txns.firstStep(txn));
                    if (wrong != null) {
                        found.add(Anomaly.of("internal", wrong, List.of(operation)));
                        return;
                    }
                }
            }
        }

        /** Quadratic in the steps of one transaction, which are few. */
        private boolean touchedBefore(int txn, int step) {
            for (int before = step - 1; before >= txns.firstStep(txn); before--) {
                if (txns.stepKey(before) == txns.stepKey(step)) {
                    return true;
                }
            }
            return false;
        }

        private void addDependencies(Graph graph) {
            for (int key = 0; key < txns.keys(); key++) {
                int before = Txns.NOBODY;
                for (int i = 0; i < lists.length(key); i++) {
                    int writer = lists.writer(key, i);
                    if (writer != Txns.NOBODY && txns.tookEffect(writer)) {
                        if (before != Txns.NOBODY) {
                            graph.add(Graph.WW, before, writer, key);
                        }
                        before = writer;
                    }
                }
            }
            Unseen unseen = new Unseen(graph);
            for (int txn = 0; txn < txns.count(); txn++) {
                Exhausted.check(limit, txn);
                for (int step = txns.firstStep(txn); step < txns.untilStep(txn); step++) {
                    if (txns.isRead(step) && txns.cell(step) != Txns.UNKNOWN) {
                        addRead(graph, unseen, txn, txns.stepKey(step), txns.cell(step));
                    }
                }
            }
        }

        private void addRead(Graph graph, Unseen unseen, int txn, int key, int length) {
            int last = lists.lastEffective(key, length - 1);
            if (last != Txns.NOBODY) {
                graph.add(Graph.WR, last, txn, key);
            }
            int next = lists.nextEffective(key, length);
            if (next != Txns.NOBODY) {
                graph.add(Graph.RW, txn, next, key);
            } else {
                unseen.addAfter(txn, key);
            }
        }

        /** Of each key those who appended to it what no read shows: they come behind all reads. */
        private final class Unseen {
            private final @Nullable Fan[] fans;
            private final int[] @Nullable [] writers;

            Unseen(Graph graph) {
                int[] counts = new int[txns.keys()];
                for (int element = 0; element < txns.elements(); element++) {
                    if (isUnseen(element)) {
                        counts[txns.elementKey(element)]++;
                    }
                }
                writers = new int[counts.length][];
                for (int element = 0; element < txns.elements(); element++) {
                    if (isUnseen(element)) {
                        int key = txns.elementKey(element);
                        int[] row = writers[key];
                        if (row == null) {
                            row = new int[counts[key]];
                            writers[key] = row;
                        }
                        row[row.length - counts[key]--] = txns.writer(element);
                    }
                }
                fans = new Fan[counts.length];
                for (int key = 0; key < counts.length; key++) {
                    int[] row = writers[key];
                    if (row != null) {
                        Arrays.sort(row);
                        fans[key] = new Fan(graph, row, row.length);
                        int last = lists.lastEffective(key, lists.length(key) - 1);
                        if (last != Txns.NOBODY) {
                            add(Graph.WW, last, key);
                        }
                    }
                }
            }

            /** One for each writer: the last of its appends to the key. */
            private boolean isUnseen(int element) {
                int writer = txns.writer(element);
                return writer != Txns.NOBODY
                        && txns.tookEffect(writer)
                        && !txns.isIntermediate(element)
                        && !lists.isSeen(element);
            }

            void addAfter(int txn, int key) {
                add(Graph.RW, txn, key);
            }

            private void add(int kind, int txn, int key) {
                int[] row = writers[key];
                Fan fan = fans[key];
                if (row != null && fan != null) {
                    int self = Arrays.binarySearch(row, txn);
                    fan.link(kind, txn, key, 0, row.length, Math.max(self, -1), -1);
                }
            }
        }

        /** Two that read the same list and both appended to it: one did not see the other's. */
        private void lostUpdates() {
            for (LostUpdates.Pair pair : LostUpdates.of(txns, limit)) {
                String key = txns.keyName(pair.key());
                if (!found.wants("lost-update")) {
                    found.count("lost-update");
                    continue;
                }
                Operation one = txns.operation(pair.one());
                Operation other = txns.operation(pair.other());
                found.add(Anomaly.of(
                        "lost-update",
                        words.who(one) + " and " + words.who(other) + " both read "
                                + TxnWords.visible(key) + " = " + words.read(one, key)
                                + " and then appended to it: each without the other's",
                        List.of(one, other)));
            }
        }

        private String link(Cycles.Link link, String one, String other) {
            String key = link.key() < 0 ? "" : txns.keyName(link.key());
            Operation from = txns.operation(link.from());
            Operation to = txns.operation(link.to());
            return switch (link.kind()) {
                case Graph.WW -> words.appended(from, to, key, one, other);
                case Graph.WR -> words.readAppended(from, to, key, one, other);
                case Graph.RW -> words.readWithout(from, to, key, one, other);
                default -> words.completed(from, to, one, other);
            };
        }
    }
}
