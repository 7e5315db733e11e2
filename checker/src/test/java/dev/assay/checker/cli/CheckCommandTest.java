package dev.assay.checker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.assay.checker.engine.Decision;
import dev.assay.checker.engine.Engine;
import dev.assay.checker.engine.Limit;
import dev.assay.checker.history.Operation;
import dev.assay.checker.model.Model;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Calls as people make them, their output and exit codes. */
class CheckCommandTest {

    private static final String VALID = """
            {"time":1000000,"process":0,"type":"invoke","f":"write","key":"x","value":1}
            {"time":2000000,"process":0,"type":"ok","f":"write","key":"x","value":1}
            """;
    private static final String INVALID = VALID + """
            {"time":3000000,"process":0,"type":"invoke","f":"read","key":"x","node":"n2"}
            {"time":4000000,"process":0,"type":"ok","f":"read","key":"x","node":"n2"}
            """;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return new CommandLine(new CheckCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void aValidHistoryIsALine() throws IOException {
        String file = file("a.jsonl", VALID);

        assertThat(run(file)).isZero();
        assertThat(out.toString())
                .matches(
                        "valid {7}\\Q" + file + "\\E  1 operations  linearizable-register  .* s\n");
    }

    @Test
    void anInvalidHistoryShowsWhy() throws IOException {
        assertThat(run(file("a.jsonl", INVALID))).isEqualTo(1);
        assertThat(out.toString()).startsWith("invalid").contains("""
                  key x: read by process 0 at 0.004 s on n2 returned nothing, but 1 had been\
                 acknowledged to process 0 at 0.002 s and nothing removed that after
                """);
    }

    @Test
    void theWorstOfSeveralDecides() throws IOException {
        String valid = file("a.jsonl", VALID);
        String invalid = file("b.jsonl", INVALID);
        String empty = file("c.jsonl", "");
        String broken = file("d.jsonl", "{\"f\":1}\n");

        assertThat(run(valid, empty)).isEqualTo(2);
        assertThat(run(valid, broken, empty)).isEqualTo(65);
        assertThat(run(invalid, broken, valid)).isEqualTo(1);
    }

    @Test
    void aFolderStandsForItsHistoriesAndARunFolderForItsOwn() throws IOException {
        file("a.jsonl", VALID);
        Files.createDirectory(folder.resolve("run"));
        file("run/history.jsonl", INVALID);
        file("run/run.json", "{}");

        assertThat(run(folder.toString())).isEqualTo(1);
        assertThat(out.toString().lines().filter(line -> !line.startsWith(" "))).hasSize(2);
        assertThat(run(folder.resolve("run").toString())).isEqualTo(1);
    }

    @Test
    void jsonHasTheEvidence() throws IOException {
        assertThat(run("--json", file("a.jsonl", INVALID), file("b.jsonl", "{\"f\":1}\n")))
                .isEqualTo(1);
        assertThat(out.toString().lines())
                .hasSize(2)
                .first()
                .asString()
                .contains(
                        "\"verdict\":\"invalid\"", "\"explanation\":\"read by process 0",
                        "\"offending\":{\"index\":2,", "\"failing\":[{\"index\":0,");
        assertThat(out.toString()).contains("\"verdict\":\"unreadable\",\"reason\":\"1 problem");
    }

    @Test
    void theModelCanBeChosen() throws IOException {
        String file = file(
                "a.edn",
                "{:process 0 :type :invoke :f :read :value nil}\n"
                        + "{:process 0 :type :ok :f :read :value 5}\n");

        assertThat(run(file)).isEqualTo(1);
        assertThat(run("--model", "register:5", "--format", "edn", file)).isZero();
        assertThat(run("--model", "string-append", file)).isEqualTo(65);
        assertThat(out.toString()).contains("function 'read': expected one of");
    }

    @Test
    void aFunctionThatNoModelKnows() throws IOException {
        assertThat(run(file("a.jsonl", VALID.replace("write", "delete")))).isEqualTo(65);
        assertThat(out.toString()).contains("no model knows all of the functions [delete]");
    }

    @Test
    void drawsAPageAndWritesATestOfOneHistory() throws IOException {
        Path page = folder.resolve("out/page.html");
        Path test = folder.resolve("out/StaleReadTest.java");

        assertThat(run(
                        "--html",
                        page.toString(),
                        "--junit",
                        test.toString(),
                        file("a.jsonl", INVALID)))
                .isEqualTo(1);
        assertThat(page).content().contains("<span class=\"word invalid\">invalid</span>");
        assertThat(test)
                .content()
                .contains("class StaleReadTest {", "Models.of(\"register\")", "\"node\":\"n2\"");
        assertThat(err.toString()).contains("wrote " + page, "wrote " + test);
    }

    @Test
    void drawsAPageForEachOfSeveralAndATestForEachInvalidOne() throws IOException {
        file("a.jsonl", INVALID);
        file("b.jsonl", VALID);
        Files.createDirectories(folder.resolve("more/a.jsonl"));
        file("more/a.jsonl/history.jsonl", INVALID);
        Path out = folder.resolve("out");
        String more = folder.resolve("more/a.jsonl").toString();

        assertThat(run(
                        "--html",
                        out.toString(),
                        "--junit",
                        out.toString(),
                        folder.toString(),
                        more))
                .isEqualTo(1);
        assertThat(out)
                .isDirectoryContaining("glob:**/a.jsonl.html")
                .isDirectoryContaining("glob:**/a.jsonl2.html")
                .isDirectoryContaining("glob:**/b.jsonl.html")
                .isDirectoryContaining("glob:**/ATest.java")
                .isDirectoryContaining("glob:**/ATest2.java")
                .isDirectoryNotContaining("glob:**/BTest.java");
        assertThat(out.resolve("ATest2.java")).content().contains("class ATest2 {");
    }

    @Test
    void saysWhatCannotBeWrittenButAnInvalidHistoryIsWorse() throws IOException {
        String page = folder.resolve("a.jsonl/page.html").toString();

        assertThat(run("--html", page, file("a.jsonl", VALID))).isEqualTo(73);
        assertThat(err.toString()).contains("cannot write what was found out about");
        assertThat(run("--html", page, file("a.jsonl", INVALID))).isEqualTo(1);
    }

    /** Says that all is well. */
    private static final class Flatterer implements Engine {
        @Override
        public String name() {
            return "flatterer";
        }

        @Override
        public <S, A> Decision decide(List<Operation> operations, Model<S, A> model, Limit limit) {
            return new Decision.Linearizable(List.of(), 0);
        }
    }

    @Test
    void enginesThatContradictEachOtherAreAnErrorThatKeepsTheHistory() throws IOException {
        String name = "contradiction-" + ProcessHandle.current().pid() + ".jsonl";
        String file = file(name, INVALID);
        Path kept = Path.of("disagreement-" + name + ".jsonl");
        try {
            int code = new CommandLine(new CheckCommand(List.of(new Flatterer())))
                    .setOut(new PrintWriter(out))
                    .setErr(new PrintWriter(err))
                    .execute("--engine", "all", file);

            assertThat(code).isEqualTo(70);
            assertThat(out.toString())
                    .startsWith("disagreement  " + file)
                    .contains(
                            "wgl says not linearizable",
                            "flatterer says linearizable",
                            "the history is in " + kept);
            // What is kept shows the same again.
            assertThat(run(kept.toString())).isEqualTo(1);
        } finally {
            Files.deleteIfExists(kept);
        }
    }

    private static final String LOST_UPDATE = """
            {:process 0 :type :invoke :f :txn :value [[:r :x nil] [:append :x 1]]}
            {:process 1 :type :invoke :f :txn :value [[:r :x nil] [:append :x 2]]}
            {:process 0 :type :ok :f :txn :value [[:r :x []] [:append :x 1]]}
            {:process 1 :type :ok :f :txn :value [[:r :x []] [:append :x 2]]}
            {:process 0 :type :invoke :f :txn :value [[:r :x nil]]}
            {:process 0 :type :ok :f :txn :value [[:r :x [1 2]]]}
            """;

    @Test
    void anotherCheckIsAskedForByItsName() throws IOException {
        String file = file("a.edn", LOST_UPDATE);

        assertThat(run("--check", "list-append:read-committed", file)).isZero();
        assertThat(run("--check", "list-append", file)).isEqualTo(1);
        assertThat(out.toString())
                .contains(
                        "3 operations  list-append-strict-serializable",
                        """
                          G-single: T1 < T2 < T1
                        """,
                        """
                            T1 = [:r :x []] [:append :x 2]  (process 1, line 2, event 1 .. event 3)
                        """,
                        """
                            T1 read x = [], without 1, which T2 appended: so T1 < T2 (rw)
                        """,
                        "lost-update: ");
        assertThat(run("--check", "set", file)).isEqualTo(65);
        assertThat(out.toString()).contains("line 1: check set: function 'txn'");
        assertThat(run("--check", "list-append", file("empty.jsonl", ""))).isEqualTo(2);
    }

    @Test
    void anotherChecksEvidenceIsInTheJsonAndOnAPage() throws IOException {
        Path page = folder.resolve("page.html");
        String file = file("a.edn", LOST_UPDATE.replace("2", "\"<b>\""));

        assertThat(run("--check", "list-append", "--json", "--html", page.toString(), file))
                .isEqualTo(1);
        assertThat(out.toString())
                .contains(
                        "\"anomalies\":[{\"name\":\"lost-update\"",
                        "\"links\":[{\"from\":0,\"to\":1,\"kind\":\"rw\",\"reason\":\"T1 read x");
        assertThat(page)
                .content()
                .contains("<h2>G-single</h2>", "class=\"link rw\"", "&lt;b&gt;")
                .doesNotContain("<b>", "{{", "<script");
    }

    static Stream<Arguments> badCalls() {
        return Stream.of(
                argumentSet("no file", new String[] {}, "Missing required parameter: 'FILE'"),
                argumentSet(
                        "no such file", new String[] {"nowhere"}, "nowhere: there is no such file"),
                argumentSet(
                        "no such format",
                        new String[] {"--format", "xml", "."},
                        "--format xml: expected auto, jsonl, edn, etcd or kv"),
                argumentSet(
                        "no such model",
                        new String[] {"--model", "queue", "."},
                        "--model 'queue': expected one of register, cas-register"),
                argumentSet(
                        "no such check",
                        new String[] {"--check", "sets", "."},
                        "--check 'sets': expected linearizable or one of list-append"),
                argumentSet(
                        "a model for another check",
                        new String[] {"--check", "set", "--model", "set", "."},
                        "--model, --engine and --junit belong to --check linearizable"),
                argumentSet(
                        "no such time",
                        new String[] {"--time", "soon", "."},
                        "'soon': expected something like 500ms, 60s, 5m or 1h"),
                argumentSet(
                        "no memory",
                        new String[] {"--memory", "0g", "."},
                        "'0g': expected something like 512m or 2g"));
    }

    @ParameterizedTest
    @MethodSource("badCalls")
    void saysWhatIsWrongWithTheCall(String[] arguments, String message) {
        assertThat(run(arguments)).isEqualTo(64);
        assertThat(err.toString()).contains(message);
    }
}
