package dev.assay.checker.txn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checker.engine.Limit;
import dev.assay.checker.history.EventType;
import dev.assay.checker.history.History;
import dev.assay.checker.history.HistoryException;
import dev.assay.checker.history.Operation;
import dev.assay.checker.invariant.Check;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * Small random histories of transactions against a search that tries every order. A failure names its
 * seed; {@code -Dassay.seed=N} runs it alone, {@code -Dassay.histories=N} more of them.
 */
class TransactionOracleTest {

    private static final int HISTORIES = Integer.getInteger("assay.histories", 3_000);
    private static final Limit LIMIT = Limit.ofBytes(1L << 30);

    /** What is asked of the verdicts of one kind of histories. */
    private interface Comparison {
        void compare(long seed, boolean serializable, boolean found);
    }

    @Test
    void listAppendIsSerializableIfAndOnlyIfThereIsAnOrder() throws HistoryException {
        exact(true, false, false);
    }

    @Test
    void listAppendIsStrictlySerializableIfAndOnlyIfThereIsAnOrderThatKeepsRealTime()
            throws HistoryException {
        exact(true, false, true);
    }

    @Test
    void registersThatAreReadBeforeTheyAreWrittenAreDecidedExactly() throws HistoryException {
        exact(false, true, false);
    }

    @Test
    void whatIsFoundInRegistersIsNeverWrong() throws HistoryException {
        for (boolean realTime : new boolean[] {false, true}) {
            int[] counts = new int[2];
            forAll(false, false, realTime, (seed, serializable, found) -> {
                assertThat(found && serializable).as("seed " + seed).isFalse();
                counts[0] += serializable ? 0 : 1;
                counts[1] += found ? 1 : 0;
            });
            // Most are found: what hides is an order of writes that nothing tells.
            assertThat(counts[1]).isGreaterThan(counts[0] / 2);
        }
    }

    private static void exact(boolean lists, boolean readFirst, boolean realTime)
            throws HistoryException {
        int[] counts = new int[2];
        forAll(lists, readFirst, realTime, (seed, serializable, found) -> {
            assertThat(found).as("seed " + seed).isEqualTo(!serializable);
            counts[serializable ? 1 : 0]++;
        });
        if (Long.getLong("assay.seed") == null) {
            assertThat(counts[0]).as("invalid ones").isGreaterThan(HISTORIES / 20);
            assertThat(counts[1]).as("valid ones").isGreaterThan(HISTORIES / 20);
        }
    }

    private static void forAll(
            boolean lists, boolean readFirst, boolean realTime, Comparison comparison)
            throws HistoryException {
        Long only = Long.getLong("assay.seed");
        Level level = realTime ? Level.STRICT_SERIALIZABLE : Level.SERIALIZABLE;
        Check check = lists ? new ListAppend(level) : new RwRegister(level);
        for (long seed = only == null ? 0 : only;
                seed < (only == null ? HISTORIES : only + 1);
                seed++) {
            List<Operation> operations = new Store(seed, lists, readFirst).operations();
            boolean found = !check.find(History.ofOperations(operations), LIMIT)
                    .counts()
                    .isEmpty();
            if (only != null) {
                operations.forEach(System.out::println);
            }
            comparison.compare(seed, new Orders(operations, lists, realTime).any(), found);
        }
    }

    /** A store that answers some reads from the past, and sometimes in the middle of others. */
    private static final class Store {
        private final Random random;
        private final boolean lists;
        private final boolean readFirst;
        private final int sloppiness;
        private long fresh;

        Store(long seed, boolean lists, boolean readFirst) {
            this.random = new Random(seed);
            this.lists = lists;
            this.readFirst = readFirst;
            this.sloppiness = random.nextInt(4);
        }

        List<Operation> operations() {
            List<Map<String, List<Object>>> states = new ArrayList<>();
            states.add(Map.of());
            List<Operation> operations = new ArrayList<>();
            int count = 2 + random.nextInt(5);
            long time = 0;
            for (int i = 0; i < count; i++) {
                time += random.nextInt(6);
                // What one of unknown outcome read before it wrote is not known.
                EventType end = readFirst || random.nextInt(8) > 0
                        ? EventType.OK
                        : random.nextBoolean() ? EventType.INFO : EventType.FAIL;
                Map<String, List<Object>> now = new HashMap<>(states.get(states.size() - 1));
                boolean past = random.nextInt(8) < 2 * sloppiness;
                Map<String, List<Object>> seen =
                        past ? states.get(random.nextInt(states.size())) : Map.copyOf(now);
                List<Object> steps = steps(now, seen);
                boolean happened = end == EventType.OK
                        || (end == EventType.INFO && random.nextBoolean())
                        || (end == EventType.FAIL && random.nextInt(10) < sloppiness - 2);
                if (happened) {
                    states.add(now);
                }
                operations.add(TxnDrawing.operation(
                        i, steps, Math.max(time - random.nextInt(8), 0), time + 1, end));
            }
            return operations;
        }

        private List<Object> steps(Map<String, List<Object>> now, Map<String, List<Object>> seen) {
            Map<String, List<Object>> own = new HashMap<>(seen);
            List<Object> steps = new ArrayList<>();
            int count = 1 + random.nextInt(3);
            for (int i = 0; i < count; i++) {
                String key = random.nextBoolean() ? "x" : "y";
                boolean put = random.nextBoolean();
                boolean known = steps.stream().anyMatch(step -> ((List<?>) step).contains(key));
                if (!put || (readFirst && !known)) {
                    List<Object> list = own.getOrDefault(key, List.of());
                    Object value = lists ? list : list.isEmpty() ? null : list.get(list.size() - 1);
                    steps.add(Collections.unmodifiableList(Arrays.asList("r", key, value)));
                }
                if (put) {
                    fresh++;
                    steps.add(List.of(lists ? "append" : "w", key, fresh));
                    own.put(key, plus(own.getOrDefault(key, List.of()), fresh));
                    now.put(key, plus(now.getOrDefault(key, List.of()), fresh));
                }
            }
            return List.copyOf(steps);
        }

        private static List<Object> plus(List<Object> list, long value) {
            List<Object> more = new ArrayList<>(list);
            more.add(value);
            return more;
        }
    }

    /** All orders of the ok transactions, and of those of unknown outcome that may have happened. */
    private record Orders(List<Operation> operations, boolean lists, boolean realTime) {

        boolean any() {
            return from(Map.of(), new boolean[operations.size()]);
        }

        private boolean from(Map<String, List<Object>> state, boolean[] placed) {
            boolean all = true;
            for (int i = 0; i < placed.length; i++) {
                Operation operation = operations.get(i);
                if (placed[i] || operation.outcome() == EventType.FAIL) {
                    continue;
                }
                all &= operation.outcome() == EventType.INFO;
                if (realTime && mustWait(operation, placed)) {
                    continue;
                }
                Map<String, List<Object>> next = after(operation, state);
                if (next != null) {
                    placed[i] = true;
                    if (from(next, placed)) {
                        return true;
                    }
                    placed[i] = false;
                }
            }
            return all;
        }

        private boolean mustWait(Operation operation, boolean[] placed) {
            for (int i = 0; i < placed.length; i++) {
                Operation other = operations.get(i);
                if (!placed[i]
                        && other.outcome() == EventType.OK
                        && other.returnNanos() < operation.invokeNanos()) {
                    return true;
                }
            }
            return false;
        }

        private @Nullable Map<String, List<Object>> after(
                Operation operation, Map<String, List<Object>> state) {
            Map<String, List<Object>> next = new HashMap<>(state);
            for (Object element : (List<?>) Objects.requireNonNull(operation.input())) {
                List<?> step = (List<?>) element;
                String key = String.valueOf(step.get(1));
                List<Object> list = next.getOrDefault(key, List.of());
                if (!String.valueOf(step.get(0)).equals("r")) {
                    next.put(key, Store.plus(list, (Long) Objects.requireNonNull(step.get(2))));
                } else if (operation.outcome() == EventType.OK) {
                    Object value = lists ? list : list.isEmpty() ? null : list.get(list.size() - 1);
                    if (!Objects.equals(value, step.get(2))) {
                        return null;
                    }
                }
            }
            return next;
        }
    }
}
