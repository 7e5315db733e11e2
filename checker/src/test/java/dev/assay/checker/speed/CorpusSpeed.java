package dev.assay.checker.speed;

import dev.assay.checker.Budget;
import dev.assay.checker.engine.Decision;
import dev.assay.checker.engine.Engine;
import dev.assay.checker.engine.Engines;
import dev.assay.checker.engine.Limit;
import dev.assay.checker.format.HistoryFiles;
import dev.assay.checker.history.History;
import dev.assay.checker.history.Operation;
import dev.assay.checker.model.Model;
import dev.assay.checker.model.Models;
import dev.assay.checker.verdict.Verdict;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Times every file of Porcupine's corpus, in memory, after a warm-up, each the median of 5, and c10
 * as one object too. Run it by
 *
 * <pre>
 * mvn -q -pl checker test-compile exec:exec -Dexec.executable=java -Dexec.classpathScope=test \
 *     -Dexec.args="-cp %classpath dev.assay.checker.speed.CorpusSpeed CORPORA/porcupine wgl"
 * </pre>
 *
 * and {@code src/test/porcupine} beside it, which times Porcupine itself in the same form;
 * {@code checker/speed/tables} runs both.
 */
public final class CorpusSpeed {

    private static final int WARM_UPS = 40;
    private static final int RUNS = 5;
    private static final Budget BUDGET = new Budget(Duration.ofSeconds(60), 1L << 30);

    private CorpusSpeed() {}

    public static void main(String[] args) throws Exception {
        Path corpus = Path.of(args[0]);
        Engine engine = Engines.of(args.length > 1 ? args[1] : "auto", List.of());
        Map<String, History> etcd = read(corpus.resolve("etcd"));
        Map<String, History> kv = read(corpus.resolve("kv"));
        for (int i = 0; i < WARM_UPS; i++) {
            time(etcd, Models.of("cas-register"), engine, false);
            time(kv, Models.of("string-append"), engine, false);
        }
        double total = time(etcd, Models.of("cas-register"), engine, true);
        System.out.printf(Locale.ROOT, "etcd, %d files: %.3f ms%n", etcd.size(), total);
        total += time(kv, Models.of("string-append"), engine, true);
        System.out.printf(Locale.ROOT, "etcd and kv: %.3f ms%n", total);
        for (String name : List.of("c10-ok.txt", "c10-bad.txt")) {
            Map<String, History> one = Map.of(name + " unpartitioned", kv.get(name));
            time(one, new Whole(), engine, false);
            time(one, new Whole(), engine, true);
        }
    }

    private static Map<String, History> read(Path folder) throws Exception {
        Map<String, History> histories = new TreeMap<>();
        List<Path> files;
        try (Stream<Path> entries = Files.list(folder)) {
            files = entries.toList();
        }
        for (Path file : files) {
            History history = HistoryFiles.read(file);
            if (history.size() > 0) {
                histories.put(file.getFileName().toString(), history);
            }
        }
        return histories;
    }

    /** The sum of the medians in milliseconds. */
    private static double time(
            Map<String, History> histories, Model<?, ?> model, Engine engine, boolean print)
            throws Exception {
        double sum = 0;
        for (Map.Entry<String, History> entry : histories.entrySet()) {
            List<Operation> operations = entry.getValue().operations();
            double[] millis = new double[print ? RUNS : 1];
            Verdict.Word word = Verdict.Word.UNKNOWN;
            for (int run = 0; run < millis.length; run++) {
                long start = System.nanoTime();
                word = decide(operations, model, engine);
                millis[run] = (System.nanoTime() - start) / 1e6;
            }
            Arrays.sort(millis);
            sum += millis[millis.length / 2];
            if (print) {
                System.out.printf(
                        Locale.ROOT,
                        "%-28s %-8s %9.3f ms%n",
                        entry.getKey(),
                        word,
                        millis[millis.length / 2]);
            }
        }
        return sum;
    }

    /** Part by part on this thread, without evidence, as Porcupine does it but for its goroutines. */
    private static Verdict.Word decide(
            List<Operation> operations, Model<?, ?> model, Engine engine) {
        Map<Object, List<Operation>> parts = new HashMap<>();
        for (Operation operation : operations) {
            parts.computeIfAbsent(
                            String.valueOf(model.partition(operation)), part -> new ArrayList<>())
                    .add(operation);
        }
        long end = System.nanoTime() + BUDGET.time().toNanos();
        Limit limit = new Limit() {
            @Override
            public boolean exhausted() {
                return System.nanoTime() > end;
            }

            @Override
            public long bytes() {
                return BUDGET.bytes();
            }
        };
        Verdict.Word worst = Verdict.Word.VALID;
        for (List<Operation> part : parts.values()) {
            Decision decision = engine.decide(part, model, limit);
            if (decision instanceof Decision.NotLinearizable) {
                return Verdict.Word.INVALID;
            }
            worst = decision instanceof Decision.Linearizable ? worst : Verdict.Word.UNKNOWN;
        }
        return worst;
    }

    /** Strings by key as one object: what a user has who does not know how to part a history. */
    private static final class Whole implements Model<Map<String, String>, Operation> {

        @Override
        public String name() {
            return "strings";
        }

        @Override
        public Set<String> functions() {
            return Set.of("get", "put", "append");
        }

        @Override
        public Map<String, String> initial() {
            return Map.of();
        }

        @Override
        public Operation action(Operation operation) {
            return operation;
        }

        @Override
        public Map<String, String> step(Map<String, String> state, Operation action) {
            String before = state.getOrDefault(action.key(), "");
            if (action.f().equals("get")) {
                return before.equals(action.output()) ? state : null;
            }
            Map<String, String> after = new HashMap<>(state);
            after.put(
                    action.key(),
                    action.f().equals("put") ? "" + action.input() : before + action.input());
            return Collections.unmodifiableMap(after);
        }

        @Override
        public Object partition(Operation operation) {
            return "all";
        }

        @Override
        public boolean readOnly(Operation action) {
            return action.f().equals("get");
        }
    }
}
