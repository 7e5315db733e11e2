package dev.assay.checker.engine;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * Just-in-time linearization (Lowe 2017, section 5; Knossos' {@code linear}): goes through the
 * history once, with all configurations that may be at that moment, and places an operation only
 * when one returns that needs it. Breadth first where the {@link Search} goes depth first, and with
 * none of its rules, so that each can be held against the other.
 *
 * <p>A configuration is the state and which of the open operations are placed. When an operation
 * returns, those in which it is placed stay; of the others come those in which it is placed after
 * some other open ones. If none is left, there is no legal order.
 */
final class JustInTime {

    /** How often the limit is asked. */
    private static final int STEPS_BETWEEN_LIMIT_CHECKS = 256;

    private final Timeline<?> timeline;
    private final Steps steps;
    private final Limit limit;

    /** Operations that are open now, by the bit that they have while they are. */
    private int[] open = new int[Long.SIZE];

    private int opened;
    private final int[] bit;

    private Configurations now = new Configurations(1);

    /** What will be {@link #now} after the next return. */
    private Configurations next = new Configurations(1);

    private final Paths paths = new Paths();
    private long[] key;
    private long stepsLeft;
    private long mostBytes;

    JustInTime(Timeline<?> timeline, Steps steps, Limit limit) {
        this.timeline = timeline;
        this.steps = steps;
        this.limit = limit;
        this.stepsLeft = limit.steps();
        this.bit = new int[timeline.size()];
        this.key = now.newKey();
        Arrays.fill(open, -1);
    }

    Decision run() {
        key[now.bitWords()] = Configurations.lastWord(steps.initial(), Paths.NONE);
        now.add(key);
        int[] returns = timeline.returns();
        int call = 0;
        for (int i = 0; i < returns.length; i++) {
            int returning = returns[i];
            while (call < timeline.size() && timeline.call[call] < timeline.ret[returning]) {
                open(call++);
            }
            Decision.Cause cause = prepareAndPlace(returning);
            if (cause != null) {
                return new Decision.Undecided(cause, "", i, mostBytes);
            }
            if (now.size() == 0) {
                return new Decision.NotLinearizable(mostBytes);
            }
            close(returning);
        }
        return new Decision.Linearizable(timeline.operations(paths.order(now.path(0))), mostBytes);
    }

    private Decision.@Nullable Cause prepareAndPlace(int returning) {
        try {
            if (opened > now.bitWords() * Long.SIZE) {
                widen();
            }
            if (paths.shouldCollect()) {
                Exhausted.beyond(limit, bytes() + paths.bytesToCollect());
                paths.collect(now, limit);
            }
        } catch (Exhausted e) {
            return e.isOfMemory() ? Decision.Cause.MEMORY : Decision.Cause.TIME;
        }
        return place(returning);
    }

    /** Keeps and makes the configurations in which the operation is placed; null if all went well. */
    private Decision.@Nullable Cause place(int returning) {
        int returningBit = bit[returning];
        for (int from = 0; from < now.size(); from++) {
            if (from % STEPS_BETWEEN_LIMIT_CHECKS == 0 && limit.exhausted()) {
                return Decision.Cause.TIME;
            }
            if (now.has(from, returningBit)) {
                keep(from, returningBit);
            } else if (!expand(from, returningBit)) {
                return stepsLeft < 0 ? Decision.Cause.STEPS : Decision.Cause.TIME;
            }
            if (isFull()) {
                return Decision.Cause.MEMORY;
            }
        }
        Configurations before = now;
        now = next;
        next = before;
        next.clear();
        return null;
    }

    /** All that are kept have the operation placed: its bit is free for another. */
    private void keep(int from, int returningBit) {
        now.copy(from, key);
        key[returningBit / Long.SIZE] &= ~(1L << returningBit);
        next.add(key);
    }

    /** Adds what comes of placing any other operation; false when the limit says stop. */
    private boolean expand(int from, int returningBit) {
        for (int i = 0; i < opened; i++) {
            int op = open[i];
            int after =
                    op < 0 || now.has(from, i) ? Steps.ILLEGAL : steps.step(op, now.state(from));
            stepsLeft--;
            if (stepsLeft < 0
                    || (stepsLeft % STEPS_BETWEEN_LIMIT_CHECKS == 0 && limit.exhausted())) {
                return false;
            }
            if (after != Steps.ILLEGAL) {
                add(from, i, after, returningBit);
            }
        }
        return true;
    }

    /** The configuration with one more operation, to those of this moment or of the next. */
    private void add(int from, int placed, int after, int returningBit) {
        now.copy(from, key);
        int path = now.path(from);
        key[placed / Long.SIZE] |= 1L << placed;
        key[now.bitWords()] = Configurations.lastWord(after, path);
        Configurations to = now;
        if (placed == returningBit) {
            to = next;
            key[returningBit / Long.SIZE] &= ~(1L << returningBit);
        }
        if (to.add(key)) {
            to.setPath(to.size() - 1, paths.add(path, open[placed]));
        }
    }

    /** More operations are open than there are bits. */
    private void widen() {
        int bitWords = (opened + Long.SIZE - 1) / Long.SIZE;
        Exhausted.beyond(limit, bytes() + now.bytes() / now.bitWords() * bitWords);
        Configurations wide = new Configurations(bitWords);
        long[] wideKey = wide.newKey();
        for (int i = 0; i < now.size(); i++) {
            Exhausted.check(limit, i);
            now.copy(i, wideKey);
            wideKey[bitWords] = wideKey[now.bitWords()];
            wideKey[now.bitWords()] = 0;
            wide.add(wideKey);
        }
        now = wide;
        next = new Configurations(bitWords);
        key = wideKey;
    }

    /** Whether soon there is no room for more. */
    private boolean isFull() {
        mostBytes = Math.max(mostBytes, bytes());
        return now.bytesSoon() + next.bytesSoon() + paths.bytesSoon() + steps.bytesSoon()
                > limit.bytes();
    }

    private long bytes() {
        return now.bytes() + next.bytes() + paths.bytes() + steps.bytes();
    }

    private void open(int op) {
        int free = 0;
        while (free < opened && open[free] >= 0) {
            free++;
        }
        if (free == open.length) {
            int length = open.length;
            open = Arrays.copyOf(open, length * 2);
            Arrays.fill(open, length, length * 2, -1);
        }
        open[free] = op;
        bit[op] = free;
        opened = Math.max(opened, free + 1);
    }

    private void close(int op) {
        open[bit[op]] = -1;
        while (opened > 0 && open[opened - 1] < 0) {
            opened--;
        }
    }
}
