package dev.assay.checker.engine;

import dev.assay.checker.history.Event;
import dev.assay.checker.history.EventType;
import dev.assay.checker.history.Operation;
import dev.assay.checker.history.Operations;
import dev.assay.checker.history.Sorting;
import dev.assay.checker.model.Model;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The operations on one object that say something about it, in the order of their invocations, with
 * their real-time order as ranks: operation {@code a} came before {@code b} exactly if {@code ret[a]
 * < call[b]}. Intervals are closed: a completion and an invocation of the same nanosecond overlap,
 * since a clock that does not tell them apart cannot say which was first.
 *
 * @param <A> the model's actions
 */
final class Timeline<A> {

    /** The return rank of an unknown outcome: it may take effect at any later time, or never. */
    static final int OPEN = Integer.MAX_VALUE;

    final List<Operation> operations;
    final List<A> actions;
    final int[] call;
    final int[] ret;

    /** Where each took effect in the log of the system, by its own account; null if none says so. */
    final long @Nullable [] raftIndex;

    Timeline(
            List<Operation> operations,
            List<A> actions,
            int[] call,
            int[] ret,
            long @Nullable [] raftIndex) {
        this.operations = operations;
        this.actions = actions;
        this.call = call;
        this.ret = ret;
        this.raftIndex = raftIndex;
    }

    /**
     * Of operations in the order of their invocations.
     *
     * @throws Exhausted when the limit says stop
     */
    static <A> Timeline<A> of(List<Operation> history, Model<?, A> model, Limit limit) {
        List<A> actions = new ArrayList<>(history.size());
        int[] positions = new int[history.size()];
        boolean[] unknown = new boolean[positions.length];
        for (int i = 0; i < positions.length; i++) {
            Exhausted.check(limit, i);
            Operation operation = history.get(i);
            A action = model.action(operation);
            boolean open = operation.outcome() == EventType.INFO;
            if (action != null && !(open && model.readOnly(action))) {
                positions[actions.size()] = i;
                unknown[actions.size()] = open;
                actions.add(action);
            }
        }
        boolean[] unseen = UnseenUnknowns.find(actions, unknown, model, limit);
        List<A> told = new ArrayList<>(actions.size());
        for (int op = 0; op < unseen.length; op++) {
            if (!unseen[op]) {
                positions[told.size()] = positions[op];
                told.add(actions.get(op));
            }
        }
        List<Operation> operations =
                Operations.pick(history, Arrays.copyOf(positions, told.size()));
        return ranked(operations, told);
    }

    private static <A> Timeline<A> ranked(List<Operation> operations, List<A> actions) {
        int count = actions.size();
        long[] callNanos = new long[count];
        long[] returnNanos = new long[count];
        long[] raftIndex = null;
        for (int op = 0; op < count; op++) {
            Operation operation = operations.get(op);
            callNanos[op] = operation.invokeNanos();
            returnNanos[op] = operation.outcome() == EventType.INFO
                    ? Operation.NEVER
                    : operation.returnNanos();
            if (operation.raftIndex() != Event.NO_INDEX) {
                raftIndex = raftIndex == null ? noIndexes(count) : raftIndex;
                raftIndex[op] = operation.raftIndex();
            }
        }
        int[] call = new int[count];
        int[] ret = new int[count];
        rank(callNanos, returnNanos, call, ret);
        return new Timeline<>(operations, actions, call, ret, raftIndex);
    }

    private static long[] noIndexes(int count) {
        long[] indexes = new long[count];
        Arrays.fill(indexes, Event.NO_INDEX);
        return indexes;
    }

    int size() {
        return operations.size();
    }

    /** The operations at these positions. */
    List<Operation> operations(int[] positions) {
        return Operations.pick(operations, positions);
    }

    /** Only these, in ascending order, with the ranks that they have here. */
    Timeline<A> part(int[] positions) {
        List<A> some = new ArrayList<>(positions.length);
        int[] calls = new int[positions.length];
        int[] returns = new int[positions.length];
        for (int i = 0; i < positions.length; i++) {
            some.add(actions.get(positions[i]));
            calls[i] = call[positions[i]];
            returns[i] = ret[positions[i]];
        }
        return new Timeline<>(operations(positions), some, calls, returns, null);
    }

    /** Whether it may have come to nothing. */
    boolean optional(int op) {
        return ret[op] == OPEN;
    }

    /** Those that must have happened, in the order of their returns. */
    int[] returns() {
        int completed = 0;
        for (int rank : ret) {
            completed += rank == OPEN ? 0 : 1;
        }
        long[] keys = new long[completed];
        int next = 0;
        for (int op = 0; op < ret.length; op++) {
            if (ret[op] != OPEN) {
                keys[next++] = ((long) ret[op] << Integer.SIZE) | op;
            }
        }
        Arrays.sort(keys);
        int[] order = new int[completed];
        for (int i = 0; i < completed; i++) {
            order[i] = (int) keys[i];
        }
        return order;
    }

    private static void rank(long[] callNanos, long[] returnNanos, int[] call, int[] ret) {
        int count = call.length;
        long[] nanos = new long[count];
        int[] byReturn = new int[count];
        int completed = 0;
        for (int op = 0; op < count; op++) {
            ret[op] = OPEN;
            if (returnNanos[op] != Operation.NEVER) {
                nanos[completed] = returnNanos[op];
                byReturn[completed++] = op;
            }
        }
        Sorting.sort(nanos, byReturn, completed);
        int rank = 0;
        int op = 0;
        for (int i = 0; i < completed; i++) {
            while (op < count && callNanos[op] <= nanos[i]) {
                call[op++] = rank++;
            }
            ret[byReturn[i]] = rank++;
        }
        while (op < count) {
            call[op++] = rank++;
        }
    }
}
