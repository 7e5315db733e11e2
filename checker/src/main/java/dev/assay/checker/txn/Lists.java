package dev.assay.checker.txn;

import dev.assay.checker.history.Operation;
import dev.assay.checker.invariant.Findings;
import dev.assay.checker.verdict.Anomaly;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Of each key the longest list that was read, which every other read of it must be a beginning of; a
 * read is then known by its length alone. For one thread.
 */
final class Lists {

    private static final String INCOMPATIBLE = "incompatible-order";
    /** What a misfit takes beside its elements, in theirs. */
    private static final int MISFIT_CELLS = 12;

    private static final String DUPLICATE = "duplicate-elements";

    private final Txns txns;
    private final TxnWords words;
    private final Findings.Collector found;

    private int[] lengths = new int[16];
    private long[] @Nullable [] codes = new long[16][];
    private int[] @Nullable [] elements = new int[16][];

    /** Of all longest lists together, as far as their arrays have grown. */
    private long cells;

    private long misfitCells;

    /** Who read the longest list first. */
    private int[] readers = new int[16];

    /** Elements that stand in the longest list of their key. */
    private boolean[] seen = new boolean[1 << 10];

    /** Reads that do not fit; what they saw is looked at all the same. */
    private final List<Misfit> misfits = new ArrayList<>();

    private record Misfit(int txn, int key, int[] elements) {}

    Lists(Txns txns, TxnWords words, Findings.Collector found) {
        this.txns = txns;
        this.words = words;
        this.found = found;
    }

    /** The length of what was read, or {@link Txns#UNKNOWN} if it contradicts what others read. */
    int read(int txn, int key, @Nullable Object value) {
        if (!(value instanceof List<?>) && value != null) {
            throw new IllegalArgumentException(
                    "read of " + txns.keyName(key) + " saw " + value + ": expected a list");
        }
        List<?> list = value instanceof List<?> values ? values : List.of();
        room(key);
        long[] longest = codes[key] == null ? new long[0] : codes[key];
        int length = lengths[key];
        int common = Math.min(length, list.size());
        for (int i = 0; i < common; i++) {
            if (txns.code(list.get(i)) != longest[i]) {
                misfit(txn, key, list);
                if (found.wants(INCOMPATIBLE)) {
                    Operation one = txns.operation(readers[key]);
                    Operation other = txns.operation(txn);
                    found.add(Anomaly.of(
                            INCOMPATIBLE,
                            words.incompatible(one, other, txns.keyName(key), i),
                            List.of(one, other)));
                } else {
                    found.count(INCOMPATIBLE);
                }
                return Txns.UNKNOWN;
            }
        }
        return list.size() <= length ? list.size() : extend(txn, key, list);
    }

    private int extend(int txn, int key, List<?> list) {
        int length = lengths[key];
        int[] fresh = new int[list.size() - length];
        for (int i = length; i < list.size(); i++) {
            int element = txns.element(key, list.get(i));
            if (element >= seen.length) {
                seen = Arrays.copyOf(seen, Math.max(element + 1, seen.length + (seen.length >> 1)));
            }
            if (seen[element]) {
                for (int j = length; j < i; j++) {
                    seen[fresh[j - length]] = false;
                }
                misfit(txn, key, list);
                Operation operation = txns.operation(txn);
                found.add(Anomaly.of(
                        DUPLICATE,
                        words.who(operation) + " read " + TxnWords.visible(txns.keyName(key))
                                + " = " + TxnWords.list(list) + ", with "
                                + TxnWords.value(list.get(i))
                                + " twice, which was appended once at most",
                        List.of(operation)));
                return Txns.UNKNOWN;
            }
            seen[element] = true;
            fresh[i - length] = element;
        }
        long[] longest = grown(codes[key], list.size());
        int[] numbers = grown(elements[key], list.size());
        for (int i = length; i < list.size(); i++) {
            numbers[i] = fresh[i - length];
            longest[i] = txns.code(list.get(i));
        }
        long[] before = codes[key];
        cells += longest.length - (before == null ? 0 : before.length);
        codes[key] = longest;
        elements[key] = numbers;
        lengths[key] = list.size();
        readers[key] = txn;
        return list.size();
    }

    private static long[] grown(long @Nullable [] array, int size) {
        if (array == null) {
            return new long[Math.max(size, 4)];
        }
        return size <= array.length
                ? array
                : Arrays.copyOf(array, Math.max(size, 2 * array.length));
    }

    private static int[] grown(int @Nullable [] array, int size) {
        if (array == null) {
            return new int[Math.max(size, 4)];
        }
        return size <= array.length
                ? array
                : Arrays.copyOf(array, Math.max(size, 2 * array.length));
    }

    private void room(int key) {
        if (key >= lengths.length) {
            int more = Math.max(key + 1, 2 * lengths.length);
            lengths = Arrays.copyOf(lengths, more);
            codes = Arrays.copyOf(codes, more);
            elements = Arrays.copyOf(elements, more);
            readers = Arrays.copyOf(readers, more);
        }
    }

    private void misfit(int txn, int key, List<?> list) {
        misfits.add(new Misfit(
                txn,
                key,
                list.stream().mapToInt(value -> txns.element(key, value)).toArray()));
        misfitCells += list.size() + MISFIT_CELLS;
    }

    /** Tells the transactions whose appends were read that they took effect. */
    void seeWriters() {
        for (int key = 0; key < txns.keys(); key++) {
            for (int i = 0; i < length(key); i++) {
                see(element(key, i));
            }
        }
        misfits.forEach(misfit -> Arrays.stream(misfit.elements).forEach(this::see));
    }

    private void see(int element) {
        int writer = txns.writer(element);
        if (writer != Txns.NOBODY) {
            txns.see(writer);
        }
    }

    /** By its own account: the longest list of each key, and what does not fit. */
    long bytes() {
        return cells * 12 + misfitCells * 4 + lengths.length * 16L + seen.length;
    }

    int length(int key) {
        return key < lengths.length ? lengths[key] : 0;
    }

    boolean isSeen(int element) {
        return element < seen.length && seen[element];
    }

    private int element(int key, int place) {
        int[] numbers = elements[key];
        return numbers == null ? Txns.NOBODY : numbers[place];
    }

    /** Who appended what stands there, or {@link Txns#NOBODY}. */
    int writer(int key, int place) {
        return txns.writer(element(key, place));
    }

    /** The nearest transaction that took effect, from this place of the list towards its beginning. */
    int lastEffective(int key, int place) {
        for (int i = place; i >= 0; i--) {
            int writer = writer(key, i);
            if (writer != Txns.NOBODY && txns.tookEffect(writer)) {
                return writer;
            }
        }
        return Txns.NOBODY;
    }

    /** The nearest transaction that took effect, from this place of the list towards its end. */
    int nextEffective(int key, int place) {
        for (int i = place; i < length(key); i++) {
            int writer = writer(key, i);
            if (writer != Txns.NOBODY && txns.tookEffect(writer)) {
                return writer;
            }
        }
        return Txns.NOBODY;
    }

    /** Whether an ok transaction read what nobody wrote, what was aborted, or what was not final. */
    void checkReads(int txn) {
        for (int step = txns.firstStep(txn); step < txns.untilStep(txn); step++) {
            if (!txns.isRead(step) || txns.cell(step) <= 0) {
                continue;
            }
            int key = txns.stepKey(step);
            int length = txns.cell(step);
            int last = element(key, length - 1);
            int writer = txns.writer(last);
            if (writer != Txns.NOBODY && writer != txn && txns.isIntermediate(last)) {
                add("G1b", txn, key, last, "which %s appended and then more");
            }
            int bad = firstBad(key);
            if (bad < length) {
                int element = element(key, bad);
                reportBad(txn, key, element);
            }
        }
    }

    private int[] firstBad = new int[0];

    /** The first place of the longest list that no transaction can rightly have written. */
    private int firstBad(int key) {
        if (firstBad.length == 0) {
            firstBad = new int[Math.max(txns.keys(), 1)];
            for (int k = 0; k < txns.keys(); k++) {
                int place = 0;
                while (place < length(k) && !isBad(element(k, place))) {
                    place++;
                }
                firstBad[k] = place;
            }
        }
        return firstBad[key];
    }

    private boolean isBad(int element) {
        int writer = txns.writer(element);
        return writer == Txns.NOBODY || txns.isAborted(writer);
    }

    private void reportBad(int txn, int key, int element) {
        if (txns.writer(element) == Txns.NOBODY) {
            add("unwritten", txn, key, element, "which nobody appended");
        } else {
            add("G1a", txn, key, element, "which %s appended, but that was aborted");
        }
    }

    private void add(String name, int txn, int key, int element, String clause) {
        if (!found.wants(name)) {
            found.count(name);
            return;
        }
        Operation reader = txns.operation(txn);
        List<Operation> shown = new ArrayList<>();
        int writer = txns.writer(element);
        String why = clause;
        if (writer != Txns.NOBODY) {
            shown.add(txns.operation(writer));
            why = clause.replace("%s", words.who(txns.operation(writer)));
        }
        shown.add(reader);
        String keyName = txns.keyName(key);
        found.add(Anomaly.of(
                name,
                words.who(reader) + " read " + TxnWords.visible(keyName) + " = "
                        + words.read(reader, keyName) + ", with "
                        + TxnWords.value(txns.value(element))
                        + ", " + why,
                shown));
    }

    /** What the lists say of writers, whoever read them. */
    void checkVersions() {
        for (Misfit misfit : misfits) {
            for (int element : misfit.elements) {
                if (isBad(element)) {
                    reportBad(misfit.txn, misfit.key, element);
                    break;
                }
            }
        }
        for (int key = 0; key < txns.keys(); key++) {
            int aborted = Txns.NOBODY;
            for (int i = 0; i < length(key); i++) {
                int writer = writer(key, i);
                if (writer == Txns.NOBODY) {
                    continue;
                }
                if (txns.isAborted(writer)) {
                    aborted = aborted == Txns.NOBODY ? writer : aborted;
                } else if (aborted != Txns.NOBODY) {
                    Operation one = txns.operation(aborted);
                    Operation other = txns.operation(writer);
                    found.add(Anomaly.of(
                            "dirty-update",
                            words.who(other) + " appended to "
                                    + TxnWords.visible(txns.keyName(key)) + " behind what "
                                    + words.who(one) + " had appended, which was aborted",
                            List.of(one, other)));
                    break;
                }
            }
        }
    }
}
