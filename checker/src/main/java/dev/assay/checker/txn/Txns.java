package dev.assay.checker.txn;

import dev.assay.checker.engine.Exhausted;
import dev.assay.checker.engine.Limit;
import dev.assay.checker.history.EventType;
import dev.assay.checker.history.Operation;
import dev.assay.checker.invariant.Problems;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The steps of all transactions as columns of plain numbers: keys and written elements are numbered,
 * and an element (a value written to a key) is known by its writer, since no key is given a value
 * twice. For one thread while it is read in.
 */
final class Txns {

    /** Nobody has written it. */
    static final int NOBODY = -1;

    /** What a read saw cannot be used: it completed not, or contradicts others and was reported. */
    static final int UNKNOWN = -2;

    /** What a read of a register saw before anything was written. */
    static final int NOTHING = -1;

    /** Codes below are of values that are not whole numbers. */
    private static final long WHOLE_MIN = Long.MIN_VALUE + (1L << 32);

    private static final byte READ = 0;
    private static final byte PUT = 1;

    /** Jepsen's and ours, for a step and for a whole operation of one step. */
    private static final Set<String> READS = Set.of("r", "read");

    /** What a read of an ok transaction saw. */
    interface Reads {
        /** The cell of the step: a number that says what was seen, or {@link #UNKNOWN}. */
        int read(int txn, int key, @Nullable Object value);

        /** What is held of what was read, beside the columns. */
        default long bytes() {
            return 0;
        }
    }

    private final List<Operation> operations;
    private final Set<String> puts;
    private final Problems problems;
    private final Limit limit;

    private final long[] invokeNanos;
    private final long[] returnNanos;
    private final byte[] outcome;
    private final boolean[] seen;
    private final int[] first;

    private int steps;
    private byte[] kinds = new byte[1 << 10];
    private int[] keys = new int[1 << 10];
    private int[] cells = new int[1 << 10];

    private final Map<Object, Integer> keyNumbers = new HashMap<>();
    private final List<String> keyNames = new ArrayList<>();
    private final Map<Object, Long> codes = new HashMap<>();
    private final List<Object> coded = new ArrayList<>();

    private int elements;
    private int[] elementKey = new int[1 << 10];
    private long[] elementCode = new long[1 << 10];
    private int[] writer = new int[1 << 10];
    private boolean[] intermediate = new boolean[1 << 10];
    private int[] table = new int[1 << 12];

    /** Of each key, the transaction that put to it last, and which element. */
    private int[] lastTxn = new int[1 << 10];

    private int[] lastElement = new int[1 << 10];

    /**
     * @param puts the words for a step that writes; the first is that of whole operations
     */
    Txns(List<Operation> operations, Set<String> puts, Problems problems, Limit limit) {
        this.operations = operations;
        this.puts = puts;
        this.problems = problems;
        this.limit = limit;
        int count = operations.size();
        invokeNanos = new long[count];
        returnNanos = new long[count];
        outcome = new byte[count];
        seen = new boolean[count];
        first = new int[count + 1];
    }

    /** Reads all in; notes what cannot be understood. */
    void parse(Reads reads) {
        for (int txn = 0; txn < count(); txn++) {
            Exhausted.check(limit, txn);
            Exhausted.beyond(limit, bytes() + reads.bytes());
            Operation operation = operations.get(txn);
            invokeNanos[txn] = operation.invokeNanos();
            returnNanos[txn] = operation.returnNanos();
            outcome[txn] = (byte) operation.outcome().ordinal();
            try {
                parse(txn, operation, reads);
            } catch (IllegalArgumentException e) {
                problems.add(operation, String.valueOf(e.getMessage()));
            }
            first[txn + 1] = steps;
        }
    }

    private void parse(int txn, Operation operation, Reads reads) {
        boolean ok = operation.outcome() == EventType.OK;
        Object value = ok ? operation.output() : operation.input();
        if (!operation.f().equals("txn")) {
            // An operation of one step, as histories of single objects have it.
            String key = operation.key() == null ? "" : operation.key();
            step(txn, operation.f(), key, value, ok, reads);
            return;
        }
        if (!(value instanceof List<?> list)) {
            throw new IllegalArgumentException("value " + value + ": expected a list of steps");
        }
        for (Object element : list) {
            if (!(element instanceof List<?> step)
                    || step.size() < 2
                    || step.size() > 3
                    || !(step.get(0) instanceof String f)
                    || step.get(1) == null) {
                throw new IllegalArgumentException(
                        "step " + element + ": expected [FUNCTION KEY VALUE]");
            }
            step(
                    txn,
                    f.startsWith(":") ? f.substring(1) : f,
                    step.get(1),
                    step.size() == 3 ? step.get(2) : null,
                    ok,
                    reads);
        }
    }

    private void step(
            int txn,
            String f,
            @Nullable Object keyName,
            @Nullable Object value,
            boolean ok,
            Reads reads) {
        int key = key(keyName);
        if (READS.contains(f)) {
            append(READ, key, ok ? reads.read(txn, key, value) : UNKNOWN);
            return;
        }
        if (!puts.contains(f)) {
            throw new IllegalArgumentException("function '" + f + "': expected txn or one of "
                    + new java.util.TreeSet<>(puts) + ", r, read");
        }
        if (value == null) {
            throw new IllegalArgumentException(f + " of nothing to " + keyNames.get(key)
                    + ": expected a value, which no one else writes to this key");
        }
        int element = element(key, value);
        if (writer[element] != NOBODY) {
            Operation before = operations.get(writer[element]);
            throw new IllegalArgumentException(value + " was written to " + keyNames.get(key)
                    + " in line " + (before.index() + 1)
                    + " already; expected each value once a key, or nobody knows who wrote it");
        }
        writer[element] = txn;
        if (lastTxn[key] == txn + 1) {
            intermediate[lastElement[key]] = true;
        }
        lastTxn[key] = txn + 1;
        lastElement[key] = element;
        append(PUT, key, element);
    }

    private void append(byte kind, int key, int cell) {
        if (steps == kinds.length) {
            int more = steps + (steps >> 1);
            kinds = Arrays.copyOf(kinds, more);
            keys = Arrays.copyOf(keys, more);
            cells = Arrays.copyOf(cells, more);
        }
        kinds[steps] = kind;
        keys[steps] = key;
        cells[steps++] = cell;
    }

    /** The number of a key; keywords of EDN come with their colon, which is not part of them. */
    private int key(@Nullable Object name) {
        if (name == null) {
            throw new IllegalArgumentException("a step without a key");
        }
        Integer known = keyNumbers.get(name);
        if (known != null) {
            return known;
        }
        String text = name.toString();
        String plain = text.startsWith(":") ? text.substring(1) : text;
        Integer same = keyNumbers.get(plain);
        int key = same == null ? keyNames.size() : same;
        keyNumbers.put(name, key);
        if (same == null) {
            keyNumbers.put(plain, key);
            keyNames.add(plain);
            if (key == lastTxn.length) {
                lastTxn = Arrays.copyOf(lastTxn, 2 * key);
                lastElement = Arrays.copyOf(lastElement, 2 * key);
            }
        }
        return key;
    }

    /** A number for a value; of equal ones the same. */
    long code(@Nullable Object value) {
        if (value instanceof Long whole && whole >= WHOLE_MIN) {
            return whole;
        }
        Object known = value == null ? "nothing" : value;
        Long code = codes.get(known);
        if (code == null) {
            code = Long.MIN_VALUE + coded.size();
            codes.put(known, code);
            coded.add(known);
        }
        return code;
    }

    /** The value of an element. */
    Object value(int element) {
        long code = elementCode[element];
        return code >= WHOLE_MIN ? (Object) code : coded.get((int) (code - Long.MIN_VALUE));
    }

    /** The number of a value of a key, written or not yet. */
    int element(int key, @Nullable Object value) {
        return element(key, code(value));
    }

    int element(int key, long code) {
        int place = place(key, code);
        while (table[place] != 0) {
            int element = table[place] - 1;
            if (elementCode[element] == code && elementKey[element] == key) {
                return element;
            }
            place = place + 1 & table.length - 1;
        }
        if (elements == writer.length) {
            int more = elements + (elements >> 1);
            elementKey = Arrays.copyOf(elementKey, more);
            elementCode = Arrays.copyOf(elementCode, more);
            writer = Arrays.copyOf(writer, more);
            intermediate = Arrays.copyOf(intermediate, more);
        }
        elementKey[elements] = key;
        elementCode[elements] = code;
        writer[elements] = NOBODY;
        table[place] = ++elements;
        if (2 * elements > table.length) {
            grow();
        }
        return elements - 1;
    }

    private int place(int key, long code) {
        long mixed = (code ^ (long) key << 40) * 0x9E37_79B9_7F4A_7C15L;
        return (int) (mixed >>> 32) & table.length - 1;
    }

    private void grow() {
        table = new int[Math.multiplyExact(2, table.length)];
        for (int element = 0; element < elements; element++) {
            int place = place(elementKey[element], elementCode[element]);
            while (table[place] != 0) {
                place = place + 1 & table.length - 1;
            }
            table[place] = element + 1;
        }
    }

    int count() {
        return outcome.length;
    }

    int keys() {
        return keyNames.size();
    }

    int elements() {
        return elements;
    }

    String keyName(int key) {
        return keyNames.get(key);
    }

    Operation operation(int txn) {
        return operations.get(txn);
    }

    int firstStep(int txn) {
        return first[txn];
    }

    int untilStep(int txn) {
        return first[txn + 1];
    }

    boolean isRead(int step) {
        return kinds[step] == READ;
    }

    int stepKey(int step) {
        return keys[step];
    }

    /** Of a put its element; of a read what it saw. */
    int cell(int step) {
        return cells[step];
    }

    int writer(int element) {
        return writer[element];
    }

    int elementKey(int element) {
        return elementKey[element];
    }

    /** Whether its writer wrote another one to the same key afterwards. */
    boolean isIntermediate(int element) {
        return intermediate[element];
    }

    long invokeNanos(int txn) {
        return invokeNanos[txn];
    }

    long returnNanos(int txn) {
        return returnNanos[txn];
    }

    boolean isOk(int txn) {
        return outcome[txn] == EventType.OK.ordinal();
    }

    boolean isAborted(int txn) {
        return outcome[txn] == EventType.FAIL.ordinal();
    }

    /** Notes that somebody saw what this transaction wrote. */
    void see(int txn) {
        seen[txn] = true;
    }

    /** It said so, or somebody saw it. */
    boolean tookEffect(int txn) {
        return isOk(txn) || (seen[txn] && !isAborted(txn));
    }

    /** By its own account: columns, elements and their table, as far as they have grown. */
    long bytes() {
        return count() * 23L
                + kinds.length * 9L
                + writer.length * 17L
                + table.length * 4L
                + keyNames.size() * 100L;
    }
}
