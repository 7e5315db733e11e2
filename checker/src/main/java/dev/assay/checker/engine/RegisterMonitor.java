package dev.assay.checker.engine;

import dev.assay.checker.model.RegisterAction;

import java.util.Arrays;

/**
 * Decides a register whose seen values were each written once, in n log n steps (Gibbons and Korach
 * 1997, section 4: read-mapping known), and gives an order.
 *
 * <p>A <em>block</em> is what must stand together: a write, all that saw its value, the cas that
 * replaced it, all that saw the cas's value, and so on; the initial value begins one too. Within a
 * block the order is known but for reads of one value. Say a block's operations first return at
 * {@code f} and are last invoked at {@code s}. If {@code f < s} the block lies across that stretch
 * of time, its <em>zone</em>, and no other can be in it; else one moment is common to all its
 * operations, and it may be put at any moment from {@code s} to {@code f}. So the register is
 * linearizable exactly if each block is in itself, no two zones overlap, and no block of the second
 * sort has all its moments inside a zone. Gibbons and Korach argue with a write and its reads; the
 * argument uses nothing but that they stand together in a known order, and so holds for chains of
 * cas.
 *
 * <p>Unknown outcomes: an optional operation whose value was seen did happen; if not seen it is
 * left out, which is legal since nobody needs it. A mismatch is left out here and put into the order
 * by {@link Mismatches}.
 */
final class RegisterMonitor {

    private static final int NONE = RegisterTable.NONE;

    /** Before all ranks: when the initial value was put. */
    private static final int BEGINNING = -1;

    private final RegisterTable table;
    private final Limit limit;
    private final Timeline<RegisterAction> timeline;

    /** By value: who put it, and who replaced it by a cas. */
    private final int[] producer;

    private final int[] replacer;

    /** By value: its readers, linked by operation. */
    private final int[] firstReader;

    private final int[] nextReader;
    private final boolean[] happened;
    private final boolean[] seen;

    RegisterMonitor(RegisterTable table, Limit limit) {
        this.table = table;
        this.limit = limit;
        this.timeline = table.timeline;
        this.producer = filled(table.values);
        this.replacer = filled(table.values);
        this.firstReader = filled(table.values);
        this.nextReader = filled(table.size());
        this.happened = new boolean[table.size()];
        this.seen = new boolean[table.values];
    }

    /** What the monitor can say. */
    enum Answer {
        /** {@link #order} has an order of all but the mismatches. */
        LEGAL,
        /** There is none. */
        ILLEGAL,
        /** A value that was seen has two writers, or is the initial one and was written too. */
        NOT_DISTINCT
    }

    private int[] blockStart = new int[16];
    private long[] blockAt = new long[16];
    private int blocks;
    private int[] chain = new int[0];
    private int chained;
    private int[] culprits = new int[0];

    /**
     * Few operations that have no order by themselves, after {@link Answer#ILLEGAL}: two that saw what
     * cannot be, or the blocks that are in each other's way. Empty if there are no such few.
     */
    int[] culprits() {
        return culprits;
    }

    Answer decide() {
        Exhausted.check(limit);
        if (!markHappened()) {
            return Answer.NOT_DISTINCT;
        }
        Exhausted.check(limit);
        if (!linkReaders()) {
            return Answer.ILLEGAL;
        }
        Exhausted.check(limit);
        return chainBlocks() && placeBlocks() ? Answer.LEGAL : Answer.ILLEGAL;
    }

    /** All that happened but the mismatches, in a legal order, after {@link Answer#LEGAL}. */
    int[] order() {
        long[] keys = new long[blocks];
        for (int block = 0; block < blocks; block++) {
            keys[block] = (blockAt[block] << Integer.SIZE) | block;
        }
        Arrays.sort(keys);
        int[] order = new int[chained];
        int length = 0;
        for (long key : keys) {
            int block = (int) key;
            int end = block + 1 < blocks ? blockStart[block + 1] : chained;
            int size = end - blockStart[block];
            System.arraycopy(chain, blockStart[block], order, length, size);
            length += size;
        }
        return order;
    }

    static long bytes(RegisterTable table) {
        return 40L * table.size() + 20L * table.values;
    }

    /** Finds who wrote what was seen; false if that cannot be told. */
    private boolean markHappened() {
        int[] work = new int[table.size()];
        int count = 0;
        for (int op = 0; op < table.size(); op++) {
            if (!timeline.optional(op) && table.kind[op] != RegisterAction.Kind.MISMATCH) {
                happened[op] = true;
                work[count++] = op;
            }
        }
        int[] putters = new int[table.values];
        int[] putter = filled(table.values);
        for (int op = 0; op < table.size(); op++) {
            if (!table.readOnly(op)) {
                putters[table.put[op]]++;
                putter[table.put[op]] = op;
            }
        }
        putters[RegisterTable.INITIAL]++;
        while (count > 0) {
            int op = work[--count];
            int value = table.expected[op];
            if (value == NONE || seen[value]) {
                continue;
            }
            seen[value] = true;
            if (putters[value] > 1) {
                return false;
            }
            producer[value] = putter[value];
            if (putter[value] != NONE && !happened[putter[value]]) {
                happened[putter[value]] = true;
                work[count++] = putter[value];
            }
        }
        return true;
    }

    /** Notes who read and who replaced each value; false if that cannot be. */
    private boolean linkReaders() {
        for (int op = table.size() - 1; op >= 0; op--) {
            int value = table.expected[op];
            if (!happened[op] || value == NONE) {
                continue;
            }
            if (producer[value] == NONE && value != RegisterTable.INITIAL) {
                // An unknown one happened only because others saw it.
                culprits = timeline.optional(op) ? culprits : new int[] {op};
                return false; // nobody ever put what it saw
            }
            if (table.readOnly(op)) {
                nextReader[op] = firstReader[value];
                firstReader[value] = op;
            } else if (replacer[value] == NONE) {
                replacer[value] = op;
            } else {
                return false; // two replaced the same value, which came but once
            }
        }
        return true;
    }

    /** Lays out all blocks; false if one is not in order by itself. */
    private boolean chainBlocks() {
        int expected = 0;
        for (boolean did : happened) {
            expected += did ? 1 : 0;
        }
        chain = new int[expected];
        if (!chainBlock(NONE)) {
            return false;
        }
        for (int op = 0; op < table.size(); op++) {
            if (happened[op] && table.kind[op] == RegisterAction.Kind.WRITE && !chainBlock(op)) {
                return false;
            }
        }
        return chained == expected; // else some cas form a ring without a beginning
    }

    /** Lays out the block that begins with a write, or with the initial value (NONE). */
    private boolean chainBlock(int write) {
        int start = chained;
        int firstReturn = write == NONE ? BEGINNING : Timeline.OPEN;
        int lastCall = BEGINNING;
        int writer = write;
        int value = write == NONE ? RegisterTable.INITIAL : table.put[write];
        while (true) {
            int lastCallBefore = lastCall;
            if (writer != NONE) {
                chain[chained++] = writer;
                firstReturn = Math.min(firstReturn, timeline.ret[writer]);
                lastCall = Math.max(lastCall, timeline.call[writer]);
                if (timeline.ret[writer] < lastCallBefore) {
                    culprits = Arrays.copyOfRange(chain, start, chained);
                    return false;
                }
            }
            int mustFollow = lastCall;
            boolean isSource = writer == NONE || producer[value] == writer;
            for (int op = isSource ? firstReader[value] : NONE; op != NONE; op = nextReader[op]) {
                chain[chained++] = op;
                firstReturn = Math.min(firstReturn, timeline.ret[op]);
                lastCall = Math.max(lastCall, timeline.call[op]);
                if (timeline.ret[op] < mustFollow) {
                    culprits = Arrays.copyOfRange(chain, start, chained);
                    return false;
                }
            }
            writer = isSource ? replacer[value] : NONE;
            if (writer == NONE) {
                return addBlock(start, firstReturn, lastCall);
            }
            value = table.put[writer];
        }
    }

    private int[] zoneFrom = new int[16];
    private int[] zoneTo = new int[16];

    private boolean addBlock(int start, int firstReturn, int lastCall) {
        if (chained > start) {
            if (blocks == blockStart.length) {
                blockStart = Arrays.copyOf(blockStart, blocks * 2);
                blockAt = Arrays.copyOf(blockAt, blocks * 2);
                zoneFrom = Arrays.copyOf(zoneFrom, blocks * 2);
                zoneTo = Arrays.copyOf(zoneTo, blocks * 2);
            }
            blockStart[blocks] = start;
            zoneFrom[blocks] = firstReturn;
            zoneTo[blocks++] = lastCall;
        }
        return true;
    }

    /** Gives each block its moment; false if two need the same stretch of time. */
    private boolean placeBlocks() {
        long[] zones = new long[blocks];
        int count = 0;
        for (int block = 0; block < blocks; block++) {
            if (zoneFrom[block] < zoneTo[block]) {
                zones[count++] = ((long) zoneFrom[block] << Integer.SIZE) | block;
                blockAt[block] = zoneFrom[block];
            }
        }
        Arrays.sort(zones, 0, count);
        int[] from = new int[count];
        int[] to = new int[count];
        for (int i = 0; i < count; i++) {
            from[i] = zoneFrom[(int) zones[i]];
            to[i] = zoneTo[(int) zones[i]];
            if (i > 0 && from[i] < to[i - 1]) {
                culprits = inEachOthersWay((int) zones[i - 1], (int) zones[i]);
                return false;
            }
        }
        for (int block = 0; block < blocks; block++) {
            if (zoneFrom[block] >= zoneTo[block]) {
                int at = zoneTo[block];
                int found = Arrays.binarySearch(from, at);
                int zone = found >= 0 ? found : -found - 2;
                if (zone >= 0 && at < to[zone]) {
                    at = to[zone];
                    if (zoneFrom[block] < at) {
                        culprits = inEachOthersWay((int) zones[zone], block);
                        return false;
                    }
                }
                blockAt[block] = at;
            }
        }
        return true;
    }

    private int[] inEachOthersWay(int one, int other) {
        int[] ops =
                Arrays.copyOf(operations(one), operations(one).length + operations(other).length);
        System.arraycopy(
                operations(other), 0, ops, operations(one).length, operations(other).length);
        return ops;
    }

    private int[] operations(int block) {
        int end = block + 1 < blocks ? blockStart[block + 1] : chained;
        return Arrays.copyOfRange(chain, blockStart[block], end);
    }

    private static int[] filled(int length) {
        int[] array = new int[length];
        Arrays.fill(array, NONE);
        return array;
    }
}
