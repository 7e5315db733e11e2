package dev.assay.checker.speed;

import dev.assay.checker.Budget;
import dev.assay.checker.Linearizability;
import dev.assay.checker.engine.Engines;
import dev.assay.checker.format.HistoryFiles;
import dev.assay.checker.format.JsonlWriter;
import dev.assay.checker.history.Event;
import dev.assay.checker.history.EventType;
import dev.assay.checker.history.History;
import dev.assay.checker.history.HistoryBuilder;
import dev.assay.checker.model.Models;
import dev.assay.checker.verdict.CheckResult;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/**
 * Makes histories of registers, counters, sets, queues or stacks, every value put once, and checks
 * them: of this many operations, keys and processes, {@code valid} or with one {@code stale} read near the end; with a
 * file name through that file as JSON lines. Run it by
 *
 * <pre>
 * mvn -q -pl checker test-compile exec:exec -Dexec.executable=java -Dexec.classpathScope=test \
 *     -Dexec.args="-Xmx8g -cp %classpath dev.assay.checker.speed.LargeHistories register 20000000 10000 50 valid"
 * </pre>
 */
public final class LargeHistories {

    private static final Budget BUDGET = new Budget(Duration.ofMinutes(5), 2L << 30);

    private LargeHistories() {}

    public static void main(String[] args) throws Exception {
        String kind = args[0];
        int operations = Integer.parseInt(args[1]);
        int keys = Integer.parseInt(args[2]);
        int processes = Integer.parseInt(args[3]);
        boolean stale = args[4].equals("stale");
        int runs = args.length > 5 ? Integer.parseInt(args[5]) : 1;
        Path file = args.length > 6 ? Path.of(args[6]) : null;
        for (int run = 0; run < runs; run++) {
            long start = System.nanoTime();
            History history = file == null
                    ? inMemory(kind, operations, keys, processes, stale)
                    : throughFile(file, kind, operations, keys, processes, stale);
            double read = (System.nanoTime() - start) / 1e9;
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            double held = (runtime.totalMemory() - runtime.freeMemory()) / 1e6;
            CheckResult result = Linearizability.check(
                    history,
                    Models.of(kind.equals("queue") ? "fifo-queue" : kind),
                    BUDGET,
                    Engines.AUTO);
            System.out.printf(
                    Locale.ROOT,
                    "%s: %d operations, %d keys, %d processes: %s; %s %.2f s, held %.0f MB"
                            + " (%.0f bytes an operation), checked %.2f s%n",
                    kind,
                    history.size(),
                    keys,
                    processes,
                    result.verdict().word(),
                    file == null ? "made in" : "written and read in",
                    read,
                    held,
                    held * 1e6 / history.size(),
                    result.usedTime().toNanos() / 1e9);
        }
    }

    private static History inMemory(
            String kind, int operations, int keys, int processes, boolean stale) throws Exception {
        HistoryBuilder builder = new HistoryBuilder();
        long[] line = {0};
        new Objects(kind, keys, processes, stale)
                .run(operations, event -> builder.add(++line[0], event));
        return builder.build();
    }

    private static History throughFile(
            Path file, String kind, int operations, int keys, int processes, boolean stale)
            throws Exception {
        if (!Files.exists(file)) {
            try (JsonlWriter writer = JsonlWriter.appendingTo(file)) {
                new Objects(kind, keys, processes, stale).run(operations, writer::write);
            }
        }
        long start = System.nanoTime();
        History history = HistoryFiles.read(file);
        System.out.printf(
                Locale.ROOT,
                "%.0f MB read in %.2f s%n",
                Files.size(file) / 1e6,
                (System.nanoTime() - start) / 1e9);
        return history;
    }

    /** Takes events in the order of time. */
    private interface Sink {
        void event(Event event) throws IOException;
    }

    /** Objects that processes use, each operation some steps long, with its effect at its return. */
    private static final class Objects {
        private final Random random = new Random(1);
        private final String kind;
        private final String[] keys;
        private final long[] values;
        private final List<Deque<Long>> items = new ArrayList<>();
        private final Set<Long> present = new HashSet<>();
        private final Event[] open;
        private final int[] keyOf;
        private boolean stale;
        private long fresh;

        Objects(String kind, int keys, int processes, boolean stale) {
            this.kind = kind;
            this.keys = new String[keys];
            for (int i = 0; i < keys; i++) {
                this.keys[i] = "key" + i;
                items.add(new ArrayDeque<>());
            }
            this.values = new long[keys];
            this.stale = stale;
            this.open = new Event[processes];
            this.keyOf = new int[processes];
        }

        void run(int operations, Sink sink) throws IOException {
            int begun = 0;
            int done = 0;
            long time = 0;
            while (done < operations) {
                time += 1 + random.nextInt(100);
                int process = random.nextInt(open.length);
                Event event = open[process];
                if (event != null) {
                    boolean late = stale && done >= operations - operations / 100;
                    Object result = apply(process, event, late);
                    open[process] = null;
                    done++;
                    sink.event(new Event(
                            time,
                            process,
                            EventType.OK,
                            event.f(),
                            event.key(),
                            result,
                            event.node(),
                            null));
                } else if (begun++ < operations) {
                    open[process] = invoke(time, process);
                    sink.event(open[process]);
                }
            }
        }

        private Event invoke(long time, int process) {
            int key = random.nextInt(keys.length);
            boolean first = random.nextBoolean();
            keyOf[process] = key;
            String f = switch (kind) {
                case "register" -> first ? "write" : "read";
                case "counter" -> first ? "incr" : "read";
                case "set" -> first ? "add" : "contains";
                case "stack" -> first ? "push" : "pop";
                default -> first ? "enqueue" : "dequeue";
            };
            Object input = null;
            if (f.equals("contains")) {
                input = fresh == 0 ? 1L : 1 + (random.nextLong() & Long.MAX_VALUE) % fresh;
            } else if (first && !kind.equals("counter")) {
                fresh++;
                input = fresh;
            }
            return new Event(
                    time, process, EventType.INVOKE, f, keys[key], input, "n" + process % 5, null);
        }

        private Object apply(int process, Event event, boolean late) {
            int key = keyOf[process];
            Deque<Long> queue = items.get(key);
            switch (event.f()) {
                case "write" -> values[key] = (Long) event.value();
                case "add" -> present.add((Long) event.value());
                case "incr" -> {
                    values[key]++;
                    return values[key];
                }
                case "enqueue", "push" -> queue.addLast((Long) event.value());
                case "contains" -> {
                    boolean there = present.contains((Long) event.value());
                    return there != (late && there && isStale());
                }
                case "dequeue", "pop" -> {
                    Long item = event.f().equals("pop") ^ (late && queue.size() > 1000 && isStale())
                            ? queue.pollLast()
                            : queue.pollFirst();
                    return item;
                }
                default -> {
                    long seen = late && values[key] > 1 && isStale() ? 1L : values[key];
                    return values[key] == 0 && kind.equals("register") ? null : (Object) seen;
                }
            }
            return event.value();
        }

        /** Once. */
        private boolean isStale() {
            stale = false;
            return true;
        }
    }
}
