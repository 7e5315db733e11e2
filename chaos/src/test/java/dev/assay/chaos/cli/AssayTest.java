package dev.assay.chaos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import picocli.CommandLine;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

class AssayTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine line = Assay.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        return line.execute(arguments);
    }

    @ParameterizedTest(name = "assay {0}")
    @CsvSource({
        "'', 'expected a command'",
        "chaos --set=nosuch, 'expected one of quick, full'",
        "chaos --scenario=nosuch, 'leader-isolated'",
        "chaos --scenario=mixed --set=quick, 'exclude each other'",
        "chaos --scenario=mixed --toxiproxy=no/such/program, 'no/such/program'",
        "chaos --scenario=mixed --system=nosuch, 'nosuch'",
        "chaos --scenario=mixed --workload=nosuch, 'ledger'",
        "chaos replay no/such/run, 'scenario.yaml'",
        "chaos shrink no/such/run, 'scenario.yaml'",
        "chaos mutants --mutant=nosuch, 'control-stale-reads'",
        "chaos mutants --runs=0, 'expected 1 or more'",
        "chaos soak --for=long, 'expected a whole number'"
    })
    void a_call_that_makes_no_sense_is_refused_in_one_clear_text(String arguments, String text) {
        int exit = run(arguments.isEmpty() ? new String[0] : arguments.split(" "));
        assertThat(err.toString()).contains(text);
        assertThat(exit).isEqualTo(Assay.EXIT_USAGE);
    }

    @Test
    void the_list_has_every_scenario_with_what_is_expected_of_it() {
        assertThat(run("chaos", "list")).isZero();
        assertThat(out.toString())
                .contains("leader-isolated")
                .containsPattern(
                        "control-stale-reads +mutant-stale-reads +readers +quick +invalid");
    }

    /** Made by {@code ./assay chaos list --markdown}. */
    @Test
    void the_readme_has_the_table_that_the_list_makes() throws Exception {
        assertThat(run("chaos", "list", "--markdown")).isZero();
        assertThat(Files.readString(Path.of("README.md"))).contains(out.toString());
    }

    /** picocli takes descriptions for formats, and says so on the console where one is not. */
    @Test
    void every_help_is_printed_without_a_warning() {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            printHelp(Assay.commandLine());
        } finally {
            System.setErr(before);
        }
        assertThat(out.toString()).contains("99 % of");
        assertThat(said.toString(StandardCharsets.UTF_8)).doesNotContain("WARN");
    }

    private void printHelp(CommandLine line) {
        out.append(line.getUsageMessage());
        line.getSubcommands().values().forEach(this::printHelp);
    }
}
