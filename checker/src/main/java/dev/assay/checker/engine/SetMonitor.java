package dev.assay.checker.engine;

import dev.assay.checker.model.Model;
import dev.assay.checker.model.ValueSet;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides a set, and gives an order, where nobody reads all of it, or nobody removes anything and
 * nothing is added twice.
 *
 * <p><b>Element by element.</b> Without reads of all, a set is as many objects as it has elements
 * (Herlihy and Wing 1990, locality). An element that is added once and removed once is decided in
 * linear time: let it come as late and go as early as those that saw it there allow; then all that
 * did not see it there must fit before or after (Abdulla and others 2025 and Lee and Mathur 2025
 * have sets linear and log-linear; the argument is ours). Others are searched, each alone.
 *
 * <p><b>A growing set.</b> Reads must be each a part of the next, in the order of their sizes. That
 * says in which phase each element came, and real time must agree with the phases.
 */
final class SetMonitor {

    private static final long BYTES_AN_OPERATION = 160;

    private final Timeline<ValueSet.Action> timeline;
    private final Model<?, ValueSet.Action> model;
    private final Limit limit;
    private final Sequence sequence;

    SetMonitor(Timeline<ValueSet.Action> timeline, Model<?, ValueSet.Action> model, Limit limit) {
        this.timeline = timeline;
        this.model = model;
        this.limit = limit;
        this.sequence = new Sequence(timeline.size());
    }

    static long bytes(int size) {
        return BYTES_AN_OPERATION * size;
    }

    /** Null if the monitor does not know such a history. */
    @Nullable
    Decision decide() {
        boolean anyRead = false;
        for (ValueSet.Action action : timeline.actions) {
            anyRead |= action.kind() == ValueSet.Kind.READ;
        }
        return anyRead ? decideGrowing() : decideElements();
    }

    private Decision linearizable() {
        return new Decision.Linearizable(
                timeline.operations(sequence.order()), bytes(timeline.size()));
    }

    /** Where these alone show it. */
    private Decision notLinearizable(List<Integer> culprits) {
        int[] positions = culprits.stream().mapToInt(Integer::intValue).toArray();
        return new Decision.NotLinearizable(timeline.operations(positions), bytes(timeline.size()));
    }

    private Decision notLinearizable() {
        return new Decision.NotLinearizable(bytes(timeline.size()));
    }

    // A growing set.

    private @Nullable Decision decideGrowing() {
        Map<@Nullable Object, Integer> adder = new HashMap<>();
        List<Integer> reads = new ArrayList<>();
        for (int op = 0; op < timeline.size(); op++) {
            ValueSet.Action action = timeline.actions.get(op);
            if (action.kind() == ValueSet.Kind.READ) {
                reads.add(op);
            } else if (action.kind() != ValueSet.Kind.ADD
                    || Boolean.TRUE.equals(action.seen())
                    || adder.put(action.element(), op) != null) {
                return null;
            }
        }
        reads.sort(Comparator.comparingInt(op -> all(op).size()));
        int[] phase = new int[timeline.size()]; // 0 while not known
        int phases = 1;
        Set<Object> before = Set.of();
        for (int i = 0; i < reads.size(); i++) {
            Exhausted.check(limit);
            Set<Object> seen = all(reads.get(i));
            if (i == 0 || !seen.equals(before)) {
                if (!seen.containsAll(before) || !placeNew(seen, before, adder, phase, phases)) {
                    return notLinearizable();
                }
                phases += 2;
                before = seen;
            }
            phase[reads.get(i)] = phases - 1;
        }
        return keepsRealTime(phase, phases) ? linearizable() : notLinearizable();
    }

    private Set<Object> all(int op) {
        return timeline.actions.get(op).all();
    }

    /** Elements that were not there before came in this phase; false if nobody added one. */
    private static boolean placeNew(
            Set<Object> seen,
            Set<Object> before,
            Map<@Nullable Object, Integer> adder,
            int[] phase,
            int now) {
        for (Object element : seen) {
            if (!before.contains(element)) {
                Integer op = adder.get(element);
                if (op == null) {
                    return false;
                }
                phase[op] = now;
            }
        }
        return true;
    }

    private boolean keepsRealTime(int[] phase, int phases) {
        int[] lastCall = new int[phases + 1];
        Arrays.fill(lastCall, -1);
        for (int op = 0; op < phase.length; op++) {
            if (phase[op] == 0) {
                if (timeline.optional(op)) {
                    continue; // nobody saw it
                }
                phase[op] = phases;
            }
            lastCall[phase[op]] = Math.max(lastCall[phase[op]], timeline.call[op]);
            sequence.add(op, phase[op], 0);
        }
        for (int i = 1; i < lastCall.length; i++) {
            lastCall[i] = Math.max(lastCall[i], lastCall[i - 1]);
        }
        for (int op = 0; op < phase.length; op++) {
            if (phase[op] > 0 && timeline.ret[op] < lastCall[phase[op] - 1]) {
                return false;
            }
        }
        return true;
    }

    // Element by element.

    private Decision decideElements() {
        Map<@Nullable Object, List<Integer>> byElement = new HashMap<>();
        for (int op = 0; op < timeline.size(); op++) {
            Exhausted.check(limit, op);
            byElement
                    .computeIfAbsent(
                            timeline.actions.get(op).element(), element -> new ArrayList<>())
                    .add(op);
        }
        int looked = 0;
        for (List<Integer> ops : byElement.values()) {
            Exhausted.check(limit, looked++);
            Element element = new Element(ops);
            if (!element.isDistinct) {
                Decision decision = search(ops);
                if (decision instanceof Decision.Undecided) {
                    return decision;
                }
                if (decision instanceof Decision.NotLinearizable) {
                    return notLinearizable(ops);
                }
            } else if (!element.place()) {
                return notLinearizable(ops);
            }
        }
        return linearizable();
    }

    /** Places the operations of one element as the search finds them, each as early as it can be. */
    private Decision search(List<Integer> ops) {
        int[] positions = ops.stream().mapToInt(Integer::intValue).toArray();
        Timeline<ValueSet.Action> part = timeline.part(positions);
        Search search = new Search(part, Monitors.steps(part, model, limit), limit);
        Decision decision = search.run();
        if (decision instanceof Decision.Linearizable) {
            int moment = 0;
            int turn = 0;
            for (int position : search.order()) {
                int op = positions[position];
                moment = Math.max(moment, timeline.call[op] + 1);
                sequence.add(op, moment, turn++);
            }
        }
        return decision;
    }

    /** What happened to an element. Moments are named by the rank that comes next. */
    private final class Element {

        private final List<Integer> ops;
        private boolean isDistinct = true;
        private int add = -1;
        private int remove = -1;

        /** From when all that know the element there had been invoked; until when none had returned. */
        private int allInvoked;

        private int noneReturned = Timeline.OPEN;
        private boolean seen;

        Element(List<Integer> ops) {
            this.ops = ops;
            for (int op : ops) {
                ValueSet.Action action = timeline.actions.get(op);
                if (action.kind() == ValueSet.Kind.ADD && !Boolean.TRUE.equals(action.seen())) {
                    isDistinct &= add < 0;
                    add = op;
                } else if (action.kind() == ValueSet.Kind.REMOVE
                        && !Boolean.FALSE.equals(action.seen())) {
                    // One that does not tell may have found nothing; an unknown one need not
                    // happen.
                    isDistinct &= remove < 0 && (action.seen() != null || timeline.optional(op));
                    remove = op;
                }
            }
        }

        boolean place() {
            for (int op : ops) {
                if (sawIt(op)) {
                    seen = true;
                    during(op);
                }
            }
            if (remove >= 0 && !timeline.optional(remove)) {
                seen = true;
            }
            boolean comes = add >= 0 && (seen || !timeline.optional(add));
            if (!comes) {
                return !seen && placeAbsent(Timeline.OPEN, Timeline.OPEN);
            }
            during(add);
            if (remove >= 0) {
                during(remove);
            }
            int in = noneReturned;
            int out = remove < 0 ? Timeline.OPEN : Math.max(allInvoked, in);
            if (timeline.call[add] >= in
                    || (remove >= 0 && timeline.ret[remove] < out)
                    || !placeAbsent(in, out)) {
                return false;
            }
            sequence.add(add, in, 1);
            for (int op : ops) {
                if (sawIt(op)) {
                    sequence.add(op, Math.max(timeline.call[op] + 1, in), 2);
                }
            }
            if (remove >= 0) {
                sequence.add(remove, out, 3);
            }
            return true;
        }

        private void during(int op) {
            allInvoked = Math.max(allInvoked, timeline.call[op] + 1);
            noneReturned = Math.min(noneReturned, timeline.ret[op]);
        }

        private boolean sawIt(int op) {
            return op != remove && Boolean.TRUE.equals(timeline.actions.get(op).seen());
        }

        private boolean missedIt(int op) {
            return op != add && Boolean.FALSE.equals(timeline.actions.get(op).seen());
        }

        /** Those that did not see it, before it comes or after it is gone. */
        private boolean placeAbsent(int in, int out) {
            for (int op : ops) {
                if (missedIt(op)) {
                    int moment = timeline.call[op] + 1;
                    if (moment <= in) {
                        sequence.add(op, moment, 0);
                    } else if (out < Timeline.OPEN && timeline.ret[op] >= out) {
                        sequence.add(op, Math.max(moment, out), 4);
                    } else {
                        return false;
                    }
                }
            }
            return true;
        }
    }
}
