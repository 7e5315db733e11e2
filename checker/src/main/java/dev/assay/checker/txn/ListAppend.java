package dev.assay.checker.txn;

import dev.assay.checker.engine.Exhausted;
import dev.assay.checker.engine.Limit;
import dev.assay.checker.history.History;
import dev.assay.checker.history.HistoryException;
import dev.assay.checker.history.Operation;
import dev.assay.checker.invariant.Check;
import dev.assay.checker.invariant.Findings;
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
        TxnCheck check = new TxnCheck(name(), PUTS, level, history.operations(), limit);
        return check.findings(new Appends(check));
    }

    private static final class Appends implements TxnCheck.Rules {
        private final TxnCheck check;
        private final Txns txns;
        private final TxnWords words;
        private final Lists lists;

        Appends(TxnCheck check) {
            this.check = check;
            this.txns = check.txns;
            this.words = check.words;
            this.lists = new Lists(txns, words, check.found);
        }

        @Override
        public int read(int txn, int key, @Nullable Object value) {
            return lists.read(txn, key, value);
        }

        @Override
        public long bytes() {
            return lists.bytes();
        }

        @Override
        public void seeWriters() {
            lists.seeWriters();
        }

        @Override
        public void checkReads(int txn) {
            lists.checkReads(txn);
            if (check.level.atLeast(Level.SNAPSHOT_ISOLATION)) {
                checkItself(txn);
            }
        }

        @Override
        public void checkVersions() {
            lists.checkVersions();
        }

        /** What a transaction did itself must be in what it reads afterwards. */
        private void checkItself(int txn) {
            for (int step = txns.firstStep(txn) + 1; step < txns.untilStep(txn); step++) {
                if (txns.isRead(step) && touchedBefore(txn, step)) {
                    Operation operation = txns.operation(txn);
                    String wrong = words.contradictsItself(operation, step - txns.firstStep(txn));
                    if (wrong != null) {
                        check.found.add(Anomaly.of("internal", wrong, List.of(operation)));
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

        @Override
        public void addDependencies(Graph graph) {
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
                Exhausted.check(check.limit, txn);
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

        @Override
        public String lostUpdate() {
            return "appended to it: each without the other's";
        }

        @Override
        public String reason(
                int kind, Operation from, Operation to, String key, String one, String other) {
            return switch (kind) {
                case Graph.WW -> words.appended(from, to, key, one, other);
                case Graph.WR -> words.readAppended(from, to, key, one, other);
                default -> words.readWithout(from, to, key, one, other);
            };
        }
    }
}
