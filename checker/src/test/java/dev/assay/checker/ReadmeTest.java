package dev.assay.checker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checker.cli.CheckCommand;
import dev.assay.checker.model.Model;
import dev.assay.checker.verdict.Verdict.Word;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import javax.tools.ToolProvider;

/** What README.md shows is what happens. */
class ReadmeTest {

    private static final int MODEL_LINES_MAX = 25;

    @TempDir
    private Path folder;

    private static String readme() throws IOException {
        return Files.readString(Path.of("README.md"));
    }

    @Test
    void theFirstRunPrintsThis() throws IOException {
        StringWriter out = new StringWriter();

        int code = new CommandLine(new CheckCommand())
                .setOut(new PrintWriter(out))
                .execute("src/test/resources/example/stale-read.jsonl");

        assertThat(code).isEqualTo(1);
        List<String> lines = out.toString().lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(readme())
                .contains(
                        lines.get(1).strip(), lines.get(2).strip(), lines.get(3).strip());
    }

    @Test
    void theCycleIsPrintedSo() throws IOException {
        StringWriter out = new StringWriter();

        int code = new CommandLine(new CheckCommand())
                .setOut(new PrintWriter(out))
                .execute(
                        "--check",
                        "list-append",
                        "src/test/resources/example/half-a-transfer.jsonl");

        assertThat(code).isEqualTo(1);
        List<String> lines = out.toString().lines().skip(1).toList();
        assertThat(lines).hasSize(5);
        assertThat(readme()).contains(lines.stream().map(String::strip).toList());
    }

    @Test
    void allChecksAreNamed() throws IOException {
        assertThat(readme())
                .contains(Checks.NAMES.stream().map(name -> "| `" + name).toList());
    }

    @Test
    void theModelCompilesAndJudges() throws Exception {
        String source = Pattern.compile("```java\n(import.*?)```", Pattern.DOTALL)
                .matcher(readme())
                .results()
                .map((MatchResult found) -> found.group(1))
                .findFirst()
                .orElseThrow();
        assertThat(source.lines().count()).isLessThanOrEqualTo(MODEL_LINES_MAX);
        Path file = Files.writeString(folder.resolve("Tickets.java"), source);

        int problems = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        file.toString());

        assertThat(problems).isZero();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            Model<?, ?> tickets =
                    (Model<?, ?>) loader.loadClass("Tickets").getConstructor().newInstance();
            assertThat(judge("""
                    a: take = 1   |--|
                    b: take = 1     |--|
                    a: take           |--?
                    a: take = 3         |--|
                    """, tickets)).isEqualTo(Word.VALID);
            assertThat(judge("""
                    a: take = 1   |--|
                    a: take = 3        |--|
                    """, tickets)).isEqualTo(Word.INVALID);
        }
    }

    private static Word judge(String drawing, Model<?, ?> model) throws Exception {
        return Linearizability.check(Drawing.history(drawing), model, Budget.DEFAULT)
                .verdict()
                .word();
    }
}
