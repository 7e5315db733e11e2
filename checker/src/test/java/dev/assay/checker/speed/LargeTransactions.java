package dev.assay.checker.speed;

import dev.assay.checker.Budget;
import dev.assay.checker.Checks;
import dev.assay.checker.history.Event;
import dev.assay.checker.history.EventType;
import dev.assay.checker.history.History;
import dev.assay.checker.history.HistoryBuilder;
import dev.assay.checker.history.HistoryException;
import dev.assay.checker.verdict.CheckResult;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Makes histories of transactions of one to four steps over a window of keys, each written some 32
 * times, and checks them: so many transactions by so many processes, {@code valid}, or with one {@code
 * stale} read near the end. Run it by
 *
 * <pre>
 * mvn -q -pl checker test-compile exec:exec -Dexec.executable=java -Dexec.classpathScope=test \
 *     -Dexec.args="-Xmx8g -cp %classpath dev.assay.checker.speed.LargeTransactions list-append 1000000 50 valid 5"
 * </pre>
 */
public final class LargeTransactions {

    private static final Budget BUDGET = new Budget(Duration.ofMinutes(5), 4L << 30);

    /** Keys that are in use at a time, and how often each is written before the next takes its place. */
    private static final int KEYS = 10;

    private static final int WRITES_A_KEY = 32;

    private LargeTransactions() {}

    public static void main(String[] args) throws HistoryException {
        String check = args[0];
        int transactions = Integer.parseInt(args[1]);
        int processes = Integer.parseInt(args[2]);
        boolean stale = args[3].equals("stale");
        int runs = args.length > 4 ? Integer.parseInt(args[4]) : 1;
        long start = System.nanoTime();
        History history =
                new Store(check.startsWith("list-append"), processes, stale).history(transactions);
        System.out.printf(Locale.ROOT, "made in %.2f s%n", (System.nanoTime() - start) / 1e9);
        for (int run = 0; run < runs; run++) {
            CheckResult result = Checks.check(history, Checks.of(check), BUDGET);
            System.out.printf(
                    Locale.ROOT,
                    "%s: %d transactions, %d processes: %s; checked %.2f s, held %.0f MB%n",
                    check,
                    history.size(),
                    processes,
                    result.verdict().word(),
                    result.usedTime().toNanos() / 1e9,
                    result.usedBytes() / 1e6);
        }
    }

    /** Each transaction takes effect at its return. */
    private static final class Store {
        private final Random random = new Random(1);
        private final boolean lists;
        private final @Nullable Event[] open;
        private final long[] keys = new long[KEYS];
        private final List<List<Object>> values = new ArrayList<>();
        private long freshKey;
        private long fresh;
        private boolean stale;

        Store(boolean lists, int processes, boolean stale) {
            this.lists = lists;
            this.open = new Event[processes];
            this.stale = stale;
            for (int i = 0; i < KEYS; i++) {
                keys[i] = ++freshKey;
                values.add(new ArrayList<>());
            }
        }

        History history(int transactions) throws HistoryException {
            HistoryBuilder builder = new HistoryBuilder();
            long line = 0;
            long time = 0;
            int begun = 0;
            int done = 0;
            while (done < transactions) {
                time += 1 + random.nextInt(1000);
                int process = random.nextInt(open.length);
                Event event = open[process];
                if (event != null) {
                    boolean late = done >= transactions - transactions / 100;
                    builder.add(++line, event(time, process, EventType.OK, run(event, late)));
                    open[process] = null;
                    done++;
                } else if (begun++ < transactions) {
                    open[process] = event(time, process, EventType.INVOKE, steps());
                    builder.add(++line, open[process]);
                }
            }
            return builder.build();
        }

        private static Event event(long time, int process, EventType type, List<Object> steps) {
            return new Event(time, process, type, "txn", null, steps, null, null);
        }

        /** Places instead of keys: what key stands there is seen when it takes effect. */
        private List<Object> steps() {
            List<Object> steps = new ArrayList<>();
            int count = 1 + random.nextInt(4);
            for (int i = 0; i < count; i++) {
                long place = random.nextInt(KEYS);
                steps.add(random.nextBoolean() ? List.of("r", place) : List.of("w", place));
            }
            return steps;
        }

        private List<Object> run(Event event, boolean late) {
            List<Object> done = new ArrayList<>();
            for (Object element : (List<?>) java.util.Objects.requireNonNull(event.value())) {
                List<?> step = (List<?>) element;
                int place = (int) (long) (Long) step.get(1);
                List<Object> list = values.get(place);
                if (step.get(0).equals("r")) {
                    done.add(read(keys[place], list, late));
                    continue;
                }
                fresh++;
                done.add(List.of(lists ? "append" : "w", keys[place], fresh));
                list.add(fresh);
                if (list.size() == WRITES_A_KEY) {
                    keys[place] = ++freshKey;
                    values.set(place, new ArrayList<>());
                }
            }
            return done;
        }

        private List<Object> read(long key, List<Object> list, boolean late) {
            boolean back = late && stale && list.size() > WRITES_A_KEY / 2;
            stale &= !back;
            int size = back ? 2 : list.size();
            if (lists) {
                return List.of("r", key, List.copyOf(list.subList(0, size)));
            }
            return size == 0
                    ? Collections.unmodifiableList(java.util.Arrays.asList("r", key, null))
                    : List.of("r", key, list.get(size - 1));
        }
    }
}
