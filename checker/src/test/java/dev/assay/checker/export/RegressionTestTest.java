package dev.assay.checker.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.checker.Budget;
import dev.assay.checker.Drawing;
import dev.assay.checker.Linearizability;
import dev.assay.checker.history.EventType;
import dev.assay.checker.history.History;
import dev.assay.checker.history.Operation;
import dev.assay.checker.model.Models;
import dev.assay.checker.verdict.Counterexample;
import dev.assay.checker.verdict.Verdict;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;

import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** The generated test is compiled and run: by Java's compiler, in its default settings. */
class RegressionTestTest {

    @TempDir
    private Path classes;

    @Test
    void passesOnWhatIsInvalid() throws Exception {
        History history = Drawing.history("""
                x: write 1    |-|
                x: cas 1 2       |--?
                x: read = nil           |-|
                x: cas 5 6                  |-x
                """);

        run(RegressionTest.of(evidence(history, "cas-register"), "StaleTest", "cas-register"));
    }

    @Test
    void failsWhereTheModelFindsNothingWrong() throws Exception {
        History history = Drawing.history("read = 5   |-|");
        Counterexample evidence = evidence(history, "register");

        assertThatThrownBy(() -> run(RegressionTest.of(evidence, "StaleTest", "register:5")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("expected: <INVALID> but was: <VALID>");
    }

    /** What ends a comment, a string, a text block or a line, and what begins an escape. */
    @Test
    void valuesAreHarmless() throws Exception {
        String hostile =
                "*/ \\u0022 \\ \"\"\" \" \n \r \u2028 \0 \u202e \ud83d\ude00 \\uZZZZ %s {@";
        Operation read = new Operation(
                0,
                0,
                "read",
                hostile,
                null,
                List.of(hostile, "\"\"\""),
                1,
                2,
                EventType.OK,
                hostile,
                null);

        String source = RegressionTest.of(
                evidence(History.ofOperations(List.of(read)), "register:" + hostile),
                "HostileTest",
                "register:" + hostile);

        assertThat(source).matches("[\\n\\x20-\\x7e]*");
        run(source);
    }

    @Test
    void aHistoryThatNoConstantCanHoldIsRefused() throws Exception {
        Operation read = new Operation(
                0, 0, "read", null, null, "v".repeat(70_000), 1, 2, EventType.OK, null, null);
        Counterexample evidence = evidence(History.ofOperations(List.of(read)), "register");

        assertThatThrownBy(() -> RegressionTest.of(evidence, "LongTest", "register"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a Java constant of more than 60000 may not compile");
    }

    @ParameterizedTest
    @CsvSource({
        "history.jsonl, HistoryTest",
        "etcd_001.log, Etcd001Test",
        "20261123-stale reads-7, History20261123StaleReads7Test",
        "StaleReadTest.java, StaleReadTest",
        "..., HistoryTest"
    })
    void namesTheClassAfterTheFile(String file, String name) {
        assertThat(RegressionTest.className(file)).isEqualTo(name);
    }

    private static Counterexample evidence(History history, String model) throws Exception {
        Verdict verdict =
                Linearizability.check(history, Models.of(model), Budget.DEFAULT).verdict();
        return ((Verdict.Invalid) verdict).evidence();
    }

    private void run(String source) throws Exception {
        String name = source.replaceAll("(?s).*\\nclass (\\w+) .*", "$1");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter problems = new StringWriter();
        boolean compiled = compiler.getTask(
                        problems,
                        null,
                        null,
                        List.of(
                                "-d",
                                classes.toString(),
                                "-proc:none",
                                "-cp",
                                System.getProperty("java.class.path")),
                        null,
                        List.of(new InMemory(name, source)))
                .call();
        assertThat(compiled).as("%s%n%s", problems, source).isTrue();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            Class<?> test = loader.loadClass(name);
            var constructor = test.getDeclaredConstructor();
            constructor.setAccessible(true);
            Method method = test.getDeclaredMethod("isNotLinearizable");
            method.setAccessible(true);
            method.invoke(constructor.newInstance());
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof AssertionError failure) {
                throw failure;
            }
            throw e;
        }
    }

    private static final class InMemory extends SimpleJavaFileObject {
        private final String source;

        private InMemory(String name, String source) {
            super(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE);
            this.source = source;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
        }
    }
}
