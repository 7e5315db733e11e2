package dev.assay.checker.engine;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

    /** A configuration, its words, its place in the map and its share of a path. */
    private static final long BYTES_A_CONFIGURATION = 136;

    private final Timeline<?> timeline;
    private final Steps steps;
    private final Limit limit;

    /** Operations that are open now, by the bit that they have while they are. */
    private int[] open = new int[Long.SIZE];

    private int opened;
    private final int[] bit;

    private Map<Configuration, Configuration> now = new HashMap<>();
    private long stepsLeft;
    private long mostConfigurations;

    JustInTime(Timeline<?> timeline, Steps steps, Limit limit) {
        this.timeline = timeline;
        this.steps = steps;
        this.limit = limit;
        this.stepsLeft = limit.steps();
        this.bit = new int[timeline.size()];
        Arrays.fill(open, -1);
    }

    Decision run() {
        Configuration first = new Configuration(steps.initial(), new long[0], null);
        now.put(first, first);
        int[] returns = timeline.returns();
        int call = 0;
        for (int i = 0; i < returns.length; i++) {
            int returning = returns[i];
            while (call < timeline.size() && timeline.call[call] < timeline.ret[returning]) {
                open(call++);
            }
            Decision.Cause cause = place(returning);
            if (cause != null) {
                return new Decision.Undecided(cause, "", i, usedBytes());
            }
            if (now.isEmpty()) {
                return new Decision.NotLinearizable(usedBytes());
            }
            close(returning);
        }
        Configuration any = now.keySet().iterator().next();
        return new Decision.Linearizable(timeline.operations(order(any)), usedBytes());
    }

    /** Keeps and makes the configurations in which the operation is placed; null if all went well. */
    private Decision.@Nullable Cause place(int returning) {
        Map<Configuration, Configuration> placed = new HashMap<>();
        List<Configuration> work = new ArrayList<>();
        for (Configuration configuration : now.keySet()) {
            if (configuration.has(bit[returning])) {
                placed.put(configuration, configuration);
            } else {
                work.add(configuration);
            }
        }
        Map<Configuration, Configuration> seen = now;
        while (!work.isEmpty()) {
            Configuration from = work.remove(work.size() - 1);
            for (int i = 0; i < opened; i++) {
                int op = open[i];
                int after = op < 0 || from.has(i) ? Steps.ILLEGAL : steps.step(op, from.state);
                if (--stepsLeft % STEPS_BETWEEN_LIMIT_CHECKS == 0 && limit.exhausted()) {
                    return Decision.Cause.TIME;
                }
                if (stepsLeft < 0) {
                    return Decision.Cause.STEPS;
                }
                if (after == Steps.ILLEGAL) {
                    continue;
                }
                Configuration next = from.with(i, op, after);
                if (i == bit[returning]) {
                    placed.putIfAbsent(next, next);
                } else if (seen.putIfAbsent(next, next) == null) {
                    work.add(next);
                }
            }
            mostConfigurations = Math.max(mostConfigurations, seen.size() + placed.size());
            if (usedBytes() > limit.bytes()) {
                return Decision.Cause.MEMORY;
            }
        }
        now = placed;
        return null;
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

    /** All configurations have it placed: the bit is free for another. */
    private void close(int op) {
        open[bit[op]] = -1;
        while (opened > 0 && open[opened - 1] < 0) {
            opened--;
        }
        Map<Configuration, Configuration> without = new HashMap<>();
        for (Configuration configuration : now.keySet()) {
            Configuration closed = configuration.without(bit[op]);
            without.put(closed, closed);
        }
        now = without;
    }

    private static int[] order(Configuration last) {
        int length = 0;
        for (Path path = last.path; path != null; path = path.before) {
            length++;
        }
        int[] order = new int[length];
        for (Path path = last.path; path != null; path = path.before) {
            order[--length] = path.op;
        }
        return order;
    }

    private long usedBytes() {
        return BYTES_A_CONFIGURATION * mostConfigurations + steps.bytes();
    }

    /** How a configuration came to be. */
    private static final class Path {
        private final int op;
        private final @Nullable Path before;

        Path(int op, @Nullable Path before) {
            this.op = op;
            this.before = before;
        }
    }

    /** Equal by state and placed operations; the path is one of those that lead there. */
    private static final class Configuration {
        private final int state;

        /** Bits of the placed operations, without zeros at the end. */
        private final long[] placed;

        private final @Nullable Path path;

        Configuration(int state, long[] placed, @Nullable Path path) {
            this.state = state;
            this.placed = placed;
            this.path = path;
        }

        boolean has(int bit) {
            int word = bit / Long.SIZE;
            return word < placed.length && (placed[word] & 1L << bit) != 0;
        }

        Configuration with(int bit, int op, int after) {
            int word = bit / Long.SIZE;
            long[] more = Arrays.copyOf(placed, Math.max(placed.length, word + 1));
            more[word] |= 1L << bit;
            return new Configuration(after, more, new Path(op, path));
        }

        Configuration without(int bit) {
            long[] less = placed.clone();
            less[bit / Long.SIZE] &= ~(1L << bit);
            int length = less.length;
            while (length > 0 && less[length - 1] == 0) {
                length--;
            }
            return new Configuration(state, Arrays.copyOf(less, length), path);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Configuration configuration
                    && state == configuration.state
                    && Arrays.equals(placed, configuration.placed);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(placed) + state;
        }
    }
}
