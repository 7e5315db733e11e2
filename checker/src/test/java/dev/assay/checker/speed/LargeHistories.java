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
import java.util.Locale;
import java.util.Random;

/**
 * Makes histories of one or many registers, every value written once, and checks them: of this many
 * operations, keys and processes, {@code valid} or with one {@code stale} read near the end; with a
 * file name through that file as JSON lines. Run it by
 *
 * <pre>
 * MAVEN_OPTS=-Xmx8g mvn -q -pl checker test-compile exec:java -Dexec.classpathScope=test \
 *     -Dexec.mainClass=dev.assay.checker.speed.LargeHistories -Dexec.args="20000000 10000 50 valid"
 * </pre>
 */
public final class LargeHistories {

    private static final Budget BUDGET = new Budget(Duration.ofMinutes(5), 2L << 30);

    private LargeHistories() {}

    public static void main(String[] args) throws Exception {
        int operations = Integer.parseInt(args[0]);
        int keys = Integer.parseInt(args[1]);
        int processes = Integer.parseInt(args[2]);
        boolean stale = args[3].equals("stale");
        int runs = args.length > 4 ? Integer.parseInt(args[4]) : 1;
        Path file = args.length > 5 ? Path.of(args[5]) : null;
        for (int run = 0; run < runs; run++) {
            long start = System.nanoTime();
            History history = file == null
                    ? inMemory(operations, keys, processes, stale)
                    : throughFile(file, operations, keys, processes, stale);
            double read = (System.nanoTime() - start) / 1e9;
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            double held = (runtime.totalMemory() - runtime.freeMemory()) / 1e6;
            CheckResult result =
                    Linearizability.check(history, Models.of("register"), BUDGET, Engines.AUTO);
            System.out.printf(
                    Locale.ROOT,
                    "%d operations, %d keys, %d processes: %s; %s %.2f s, held %.0f MB"
                            + " (%.0f bytes an operation), checked %.2f s%n",
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

    private static History inMemory(int operations, int keys, int processes, boolean stale)
            throws Exception {
        HistoryBuilder builder = new HistoryBuilder();
        long[] line = {0};
        new Registers(keys, processes, stale)
                .run(operations, event -> builder.add(++line[0], event));
        return builder.build();
    }

    private static History throughFile(
            Path file, int operations, int keys, int processes, boolean stale) throws Exception {
        if (!Files.exists(file)) {
            try (JsonlWriter writer = JsonlWriter.appendingTo(file)) {
                new Registers(keys, processes, stale).run(operations, writer::write);
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

    /** Registers that processes read and write, each operation some steps long. */
    private static final class Registers {
        private final Random random = new Random(1);
        private final String[] keys;
        private final long[] values;
        private final boolean stale;
        private final Event[] open;
        private final long[] effect;
        private final Object[] result;
        private long fresh;

        Registers(int keys, int processes, boolean stale) {
            this.keys = new String[keys];
            for (int i = 0; i < keys; i++) {
                this.keys[i] = "key" + i;
            }
            this.values = new long[keys];
            this.stale = stale;
            this.open = new Event[processes];
            this.effect = new long[processes];
            this.result = new Object[processes];
        }

        void run(int operations, Sink sink) throws IOException {
            int begun = 0;
            int done = 0;
            long time = 0;
            while (done < operations) {
                time += 1 + random.nextInt(100);
                int process = random.nextInt(open.length);
                Event event = open[process];
                if (event == null) {
                    if (begun++ < operations) {
                        open[process] = invoke(time, process);
                        sink.event(open[process]);
                    }
                } else {
                    apply(process, stale && done == operations - operations / 100);
                    open[process] = null;
                    done++;
                    sink.event(new Event(
                            time,
                            process,
                            EventType.OK,
                            event.f(),
                            event.key(),
                            result[process],
                            event.node(),
                            null));
                }
            }
        }

        private Event invoke(long time, int process) {
            int key = random.nextInt(keys.length);
            boolean write = random.nextBoolean();
            effect[process] = key;
            fresh += write ? 1 : 0;
            return new Event(
                    time,
                    process,
                    EventType.INVOKE,
                    write ? "write" : "read",
                    keys[key],
                    write ? (Object) fresh : null,
                    "n" + process % 5,
                    null);
        }

        private void apply(int process, boolean late) {
            Event event = open[process];
            int key = (int) effect[process];
            if (event.f().equals("write")) {
                values[key] = (Long) event.value();
                result[process] = event.value();
            } else {
                long seen = late ? 1L : values[key];
                result[process] = values[key] == 0 ? null : (Object) seen;
            }
        }
    }
}
