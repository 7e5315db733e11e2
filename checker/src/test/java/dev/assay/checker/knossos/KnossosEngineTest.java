package dev.assay.checker.knossos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checker.Drawing;
import dev.assay.checker.engine.Decision;
import dev.assay.checker.engine.Decision.Cause;
import dev.assay.checker.engine.Limit;
import dev.assay.checker.model.Models;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The other JVM, with Clojure in it. Knossos is no dependency of the build, so where an answer is
 * needed a namespace of its name stands in for it, which does what Knossos was seen to do: answer,
 * throw, print, go on after its time, die. Of Knossos itself the README has a table.
 */
@Execution(ExecutionMode.CONCURRENT) // Most of the time each waits for a JVM of its own to start.
class KnossosEngineTest {

    private static final Limit LONG = Limit.ofBytes(1 << 20);

    @TempDir
    private Path folder;

    /** The last line of the function decides; the history is the second argument. */
    private String standIn(String body) throws IOException {
        Files.createDirectories(folder.resolve("knossos"));
        Files.writeString(
                folder.resolve("knossos/competition.clj"),
                "(ns knossos.competition)\n(defn analysis [model history opts]\n" + body + ")\n");
        Files.writeString(folder.resolve("knossos/model.clj"), """
                (ns knossos.model)
                (definterface Model (step [op]))
                (defn inconsistent [msg] msg)
                (defn register [value] {:register value})
                """);
        return folder + File.pathSeparator + classPathWithClojure();
    }

    private static String classPathWithClojure() {
        return System.getProperty("java.class.path");
    }

    private static String classPathWithoutClojure() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("clojure"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Decision decide(KnossosEngine engine, Limit limit) {
        return engine.decide(Drawing.operations("write 1   |--|"), Models.of("register"), limit);
    }

    private static void requireUndecided(Decision decision, Cause cause, String detail) {
        assertThat(decision).isInstanceOfSatisfying(Decision.Undecided.class, undecided -> {
            assertThat(undecided.cause()).isEqualTo(cause);
            assertThat(undecided.detail()).contains(detail);
        });
    }

    @Test
    void withoutClojureItIsUnavailable() {
        try (KnossosEngine engine = new KnossosEngine(classPathWithoutClojure(), 0)) {
            assertThat(engine.prepare()).hasValue("Clojure is not on the class path");
            requireUndecided(
                    decide(engine, LONG),
                    Cause.UNAVAILABLE,
                    "knossos is unavailable: Clojure is not on the class path");
        }
    }

    @Test
    void withoutKnossosItIsUnavailable() {
        try (KnossosEngine engine = new KnossosEngine(classPathWithClojure(), 0)) {
            requireUndecided(
                    decide(engine, LONG),
                    Cause.UNAVAILABLE,
                    "knossos is unavailable: Knossos is not on the class path");
        }
    }

    @Test
    void aKnossosThatDoesNotCompileIsUnavailableAndSaysWhy() throws IOException {
        try (KnossosEngine engine = new KnossosEngine(standIn("(no-such-function"), 0)) {
            assertThat(engine.prepare().orElseThrow())
                    .contains("knossos/competition.clj", "EOF while reading");
        }
    }

    @Test
    void aModelThatItDoesNotHaveIsUnavailableWithoutStartingAnything() {
        AtomicInteger asked = new AtomicInteger();
        Limit limit = new Limit() {
            @Override
            public boolean exhausted() {
                asked.incrementAndGet();
                return false;
            }

            @Override
            public long bytes() {
                return 1;
            }
        };
        try (KnossosEngine engine = new KnossosEngine(classPathWithoutClojure(), 0)) {
            requireUndecided(
                    engine.decide(Drawing.operations("push 1   |--|"), Models.of("stack"), limit),
                    Cause.UNAVAILABLE,
                    "knossos is unavailable: it has no model stack");
            assertThat(asked).hasValue(0);
        }
    }

    /** One JVM answers them all: what it prints and throws does not end it, and its end is seen. */
    @Test
    void answersAreTheEngines() throws IOException {
        String answers = """
                (println "to standard output")
                (case (:value (first history))
                  1 {:valid? (= {:register :assay/missing} model)}
                  2 {:valid? false}
                  3 {:valid? :unknown :cause :out-of-memory}
                  4 (assert (= 1 2))
                  5 (throw (RuntimeException. "Process 0 already running"))
                  6 (.halt (Runtime/getRuntime) 7))
                """;
        try (KnossosEngine engine = new KnossosEngine(standIn(answers), 0)) {
            assertThat(engine.prepare()).isEmpty();
            assertThat(decideWrite(engine, 1)).isInstanceOf(Decision.Linearizable.class);
            assertThat(decideWrite(engine, 2)).isInstanceOf(Decision.NotLinearizable.class);
            requireUndecided(decideWrite(engine, 3), Cause.MEMORY, ":out-of-memory");
            requireUndecided(decideWrite(engine, 4), Cause.CRASH, "Assert failed: (= 1 2)");
            requireUndecided(decideWrite(engine, 5), Cause.CRASH, "Process 0 already running");
            requireUndecided(decideWrite(engine, 6), Cause.CRASH, "its JVM ended with exit code 7");
        }
    }

    private static Decision decideWrite(KnossosEngine engine, int value) {
        return engine.decide(
                Drawing.operations("write " + value + "   |--|"), Models.of("register"), LONG);
    }

    /** Out of time it is killed, whatever it does; the next question gets a new one. */
    @Test
    void outOfTimeItIsKilledAndTheNextQuestionIsAnswered() throws IOException {
        Path pids = folder.resolve("pids");
        String hangsOnce = """
                (let [file (java.io.File. "%s")
                      first-time (not (.exists file))]
                  (spit file (str (.pid (java.lang.ProcessHandle/current)) "\\n") :append true)
                  (if first-time (loop [] (recur)) {:valid? true}))
                """.formatted(pids);
        Limit untilItRuns = new Limit() {
            @Override
            public boolean exhausted() {
                return pids.toFile().length() > 0; // written, and not only made
            }

            @Override
            public long bytes() {
                return 1;
            }
        };
        try (KnossosEngine engine = new KnossosEngine(standIn(hangsOnce), 0)) {
            requireUndecided(decide(engine, untilItRuns), Cause.TIME, "");
            long first = Long.parseLong(Files.readString(pids).strip());
            assertThat(ProcessHandle.of(first).filter(ProcessHandle::isAlive)).isEmpty();
            assertThat(decide(engine, LONG)).isInstanceOf(Decision.Linearizable.class);
        }
        for (String pid : Files.readAllLines(pids)) {
            assertThat(ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive))
                    .isEmpty();
        }
    }

    @Test
    void theEndOfItsQuestionsEndsIt() throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        standIn("{:valid? true}"),
                        ChildMain.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(child.inputReader().readLine()).isEqualTo("ready");
            child.getOutputStream().close();
            assertThat(child.waitFor()).isZero();
        } finally {
            child.destroyForcibly();
        }
    }
}
