package dev.assay.checker.engine;

import dev.assay.checker.history.EventType;
import dev.assay.checker.history.Operation;
import dev.assay.checker.model.Model;

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

    Timeline(List<Operation> operations, List<A> actions, int[] call, int[] ret) {
        this.operations = operations;
        this.actions = actions;
        this.call = call;
        this.ret = ret;
    }

    /** Of operations in the order of their invocations. */
    static <A> Timeline<A> of(List<Operation> history, Model<?, A> model) {
        List<Operation> operations = new ArrayList<>(history.size());
        List<A> actions = new ArrayList<>(history.size());
        for (Operation operation : history) {
            A action = model.action(operation);
            boolean unknown = operation.outcome() == EventType.INFO;
            if (action != null && !(unknown && model.readOnly(action))) {
                operations.add(operation);
                actions.add(action);
            }
        }
        int[] call = new int[operations.size()];
        int[] ret = new int[operations.size()];
        rank(operations, call, ret);
        return new Timeline<>(operations, actions, call, ret);
    }

    int size() {
        return operations.size();
    }

    /** The operations at these positions. */
    List<Operation> operations(int[] positions) {
        List<Operation> list = new ArrayList<>(positions.length);
        for (int position : positions) {
            list.add(operations.get(position));
        }
        return list;
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

    private static void rank(List<Operation> operations, int[] call, int[] ret) {
        int count = operations.size();
        long[] returnNanos = new long[count];
        int[] byReturn = new int[count];
        int completed = 0;
        for (int op = 0; op < count; op++) {
            long nanos = operations.get(op).returnNanos();
            ret[op] = OPEN;
            if (operations.get(op).outcome() != EventType.INFO) {
                returnNanos[completed] = nanos;
                byReturn[completed++] = op;
            }
        }
        Sorting.sort(returnNanos, byReturn, completed);
        int rank = 0;
        int op = 0;
        for (int i = 0; i < completed; i++) {
            while (op < count && operations.get(op).invokeNanos() <= returnNanos[i]) {
                call[op++] = rank++;
            }
            ret[byReturn[i]] = rank++;
        }
        while (op < count) {
            call[op++] = rank++;
        }
    }
}
