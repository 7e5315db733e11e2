package dev.assay.checker.evidence;

import dev.assay.checker.engine.Limit;
import dev.assay.checker.history.EventType;
import dev.assay.checker.history.Operation;
import dev.assay.checker.model.Model;
import dev.assay.checker.verdict.DeadEnd;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Walks all legal orders of a small failing part, to say where each gets stuck and in which states
 * an operation might have happened. Plain, since it has to be right and not fast. For one thread.
 */
final class Impasse<S, A> {

    /** A set of operations is a long. */
    private static final int OPERATIONS_MAX = Long.SIZE;

    /** A larger part is not understood from its orders. */
    private static final int CONFIGURATIONS_MAX = 1 << 15;

    private static final int DEAD_ENDS_MAX = 8;

    private final List<Operation> operations;
    private final List<A> actions = new ArrayList<>();
    private final Model<S, A> model;
    private final Limit limit;
    private final Set<Configuration<S>> seen = new HashSet<>();
    private final List<Set<S>> statesBefore = new ArrayList<>();
    private final List<Stuck<S>> stuck = new ArrayList<>();
    private final Set<Configuration<S>> stuckSeen = new HashSet<>();
    private final List<Integer> order = new ArrayList<>();
    private final long required;
    private boolean complete = true;
    private int mostRequired;
    private long everLegal;

    /** Of operations that all say something, and are not linearizable. */
    Impasse(List<Operation> failing, Model<S, A> model, Limit limit) {
        this.operations = failing;
        this.model = model;
        this.limit = limit;
        long completed = 0;
        if (failing.size() <= OPERATIONS_MAX) {
            for (int i = 0; i < failing.size(); i++) {
                actions.add(Objects.requireNonNull(model.action(failing.get(i)), "telling"));
                statesBefore.add(new LinkedHashSet<>());
                completed |= failing.get(i).outcome() == EventType.INFO ? 0 : 1L << i;
            }
        }
        this.required = completed;
        if (failing.size() <= OPERATIONS_MAX) {
            walk(0, model.initial());
        } else {
            complete = false;
        }
    }

    /** The longest legal orders; empty if there are too many to walk. */
    List<DeadEnd> deadEnds() {
        if (!complete) {
            return List.of();
        }
        List<DeadEnd> ends = new ArrayList<>();
        stuck.stream()
                .filter(end -> Long.bitCount(end.placed & required) == mostRequired)
                .sorted((a, b) -> Integer.compare(a.order.size(), b.order.size()))
                .limit(DEAD_ENDS_MAX)
                .forEach(end -> ends.add(new DeadEnd(
                        end.order.stream().map(operations::get).toList(),
                        Wording.state(end.state),
                        refused(end.placed))));
        return ends;
    }

    /**
     * The states, in words, in which the operation would have been tried, if it was legal in none
     * of them; empty if it was, or if nobody knows.
     */
    List<String> statesThatForbid(Operation operation) {
        for (int i = 0; complete && i < operations.size(); i++) {
            if (operations.get(i).index() == operation.index()) {
                return (everLegal & (1L << i)) != 0
                        ? List.of()
                        : statesBefore.get(i).stream()
                                .map(Wording::state)
                                .distinct()
                                .toList();
            }
        }
        return List.of();
    }

    private void walk(long placed, S state) {
        if (seen.size() > CONFIGURATIONS_MAX || limit.exhausted()) {
            complete = false;
            return;
        }
        if (!seen.add(new Configuration<>(placed, state))) {
            return;
        }
        boolean anyRequired = false;
        for (int i = 0; i < operations.size() && complete; i++) {
            long bit = 1L << i;
            if ((placed & bit) != 0 || !mayBeNext(i, placed)) {
                continue;
            }
            S next = model.step(state, actions.get(i));
            boolean unknown = (required & bit) == 0;
            if (next == null) {
                statesBefore.get(i).add(state);
            } else if (!unknown || !next.equals(state)) {
                everLegal |= bit;
                anyRequired |= !unknown;
                order.add(i);
                walk(placed | bit, next);
                order.remove(order.size() - 1);
            }
        }
        if (!anyRequired) {
            note(placed, state);
        }
    }

    private void note(long placed, S state) {
        mostRequired = Math.max(mostRequired, Long.bitCount(placed & required));
        if (stuckSeen.add(new Configuration<>(placed & required, state))) {
            stuck.add(new Stuck<>(placed, state, List.copyOf(order)));
        }
    }

    /** Whether all that had returned before it was invoked is placed. */
    private boolean mayBeNext(int op, long placed) {
        for (int other = 0; other < operations.size(); other++) {
            if ((placed & (1L << other)) == 0
                    && (required & (1L << other)) != 0
                    && operations.get(other).returnNanos() < operations.get(op).invokeNanos()) {
                return false;
            }
        }
        return true;
    }

    private List<Operation> refused(long placed) {
        List<Operation> refused = new ArrayList<>();
        for (int i = 0; i < operations.size(); i++) {
            if ((placed & (1L << i)) == 0 && (required & (1L << i)) != 0 && mayBeNext(i, placed)) {
                refused.add(operations.get(i));
            }
        }
        return refused;
    }

    private record Configuration<S>(long placed, S state) {}

    private record Stuck<S>(long placed, S state, List<Integer> order) {}
}
