package dev.assay.checker.txn;

import dev.assay.checker.engine.Limit;
import dev.assay.checker.history.History;
import dev.assay.checker.history.HistoryException;
import dev.assay.checker.history.Operation;
import dev.assay.checker.invariant.Check;
import dev.assay.checker.invariant.Findings;
import dev.assay.checker.verdict.Anomaly;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Transactions that write and read registers: function {@code txn}, its value a list of {@code [w KEY
 * VALUE]} and {@code [r KEY VALUE]} (also {@code write}, {@code read}); or single operations {@code
 * write} and {@code read} on a key. No value is written to a key twice, and every key is missing at
 * first.
 *
 * <p>A read says who wrote what it saw, but nothing says in which order a key was written except that
 * a transaction read one value before it wrote the next, that a missing value was before all, and (for
 * {@link Level#STRICT_SERIALIZABLE}, where it follows from what is asked) that a value was written or
 * seen before the next write was invoked. So what is found is an anomaly, but not all are found (Kingsbury
 * and Alvaro 2020, section 5; that no anomaly is missed would need a search).
 */
public final class RwRegister implements Check {

    private static final Set<String> PUTS = Set.of("write", "w");

    private final Level level;

    /** By what must hold. */
    public RwRegister(Level level) {
        this.level = Objects.requireNonNull(level, "level");
    }

    @Override
    public String name() {
        return "rw-register-" + level.word();
    }

    @Override
    public Findings find(History history, Limit limit) throws HistoryException {
        TxnCheck check = new TxnCheck(name(), PUTS, level, history.operations(), limit);
        return check.findings(new Writes(check));
    }

    private static final class Writes implements TxnCheck.Rules {
        private final TxnCheck check;
        private final Findings.Collector found;
        private final Txns txns;
        private final TxnWords words;

        Writes(TxnCheck check) {
            this.check = check;
            this.found = check.found;
            this.txns = check.txns;
            this.words = check.words;
        }

        @Override
        public int read(int txn, int key, @Nullable Object value) {
            return value == null ? Txns.NOTHING : txns.element(key, value);
        }

        @Override
        public void checkVersions() {
            // Each read has been looked at, and no two of them say more together.
        }

        @Override
        public void addDependencies(Graph graph) {
            boolean byTime = check.level == Level.STRICT_SERIALIZABLE;
            new Versions(txns, byTime, check.limit).addTo(graph);
        }

        @Override
        public long bytes() {
            return Versions.bytes(txns);
        }

        @Override
        public void seeWriters() {
            for (int txn = 0; txn < txns.count(); txn++) {
                for (int step = txns.firstStep(txn); step < txns.untilStep(txn); step++) {
                    int writer = txns.isRead(step) && txns.cell(step) >= 0
                            ? txns.writer(txns.cell(step))
                            : Txns.NOBODY;
                    if (writer != Txns.NOBODY && writer != txn) {
                        txns.see(writer);
                    }
                }
            }
        }

        @Override
        public void checkReads(int txn) {
            boolean itself = check.level.atLeast(Level.SNAPSHOT_ISOLATION);
            for (int step = txns.firstStep(txn); step < txns.untilStep(txn); step++) {
                if (!txns.isRead(step)) {
                    continue;
                }
                Operation operation = txns.operation(txn);
                String wrong = itself && step > txns.firstStep(txn)
                        ? words.registerContradictsItself(operation, step - txns.firstStep(txn))
                        : null;
                if (wrong != null) {
                    found.add(Anomaly.of("internal", wrong, List.of(operation)));
                }
                if (txns.cell(step) >= 0) {
                    checkElement(txn, operation, txns.cell(step));
                }
            }
        }

        private void checkElement(int txn, Operation reader, int element) {
            int writer = txns.writer(element);
            if (writer == Txns.NOBODY) {
                add("unwritten", reader, null, element, "which nobody wrote");
            } else if (txns.isAborted(writer)) {
                add("G1a", reader, txns.operation(writer), element, "wrote, but that was aborted");
            } else if (writer != txn && txns.isIntermediate(element)) {
                add("G1b", reader, txns.operation(writer), element, "wrote, and then another");
            }
        }

        private void add(
                String name,
                Operation reader,
                @Nullable Operation writer,
                int element,
                String clause) {
            if (!found.wants(name)) {
                found.count(name);
                return;
            }
            List<Operation> shown = new ArrayList<>();
            if (writer != null) {
                shown.add(writer);
            }
            shown.add(reader);
            found.add(Anomaly.of(
                    name,
                    words.who(reader) + " read "
                            + TxnWords.visible(txns.keyName(txns.elementKey(element))) + " = "
                            + TxnWords.value(txns.value(element)) + ", "
                            + (writer == null ? "" : "which " + words.who(writer) + " ") + clause,
                    shown));
        }

        @Override
        public String lostUpdate() {
            return "wrote over it: one of these updates is lost";
        }

        @Override
        public String reason(
                int kind, Operation from, Operation to, String key, String one, String other) {
            return switch (kind) {
                case Graph.WW -> words.overwrote(from, to, key, one, other);
                case Graph.WR -> words.readWritten(from, to, key, one, other);
                default -> words.readBeforeOverwritten(from, to, key, one, other);
            };
        }
    }
}
