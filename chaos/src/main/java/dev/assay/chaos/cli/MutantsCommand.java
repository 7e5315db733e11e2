package dev.assay.chaos.cli;

import dev.assay.chaos.runner.MutantTable;
import dev.assay.chaos.scenario.Catalog;
import dev.assay.chaos.scenario.Scenario;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code assay chaos mutants}: how surely and how fast known-bad servers are caught. */
@Command(
        name = "mutants",
        description = "Runs each known-bad server some times and prints the detection table.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class MutantsCommand implements Callable<Integer> {

    /** Issue 5: each is to be caught in at least 9 of 10 runs. */
    private static final double CAUGHT_MIN = 0.9;

    private static final int EXIT_RED = 1;

    private static final String BEGIN = "<!-- detection table -->";
    private static final String END = "<!-- end of detection table -->";

    @Option(
            names = "--runs",
            paramLabel = "NUMBER",
            defaultValue = "10",
            description = "Runs of each (default: ${DEFAULT-VALUE}).")
    private int runs;

    @Option(
            names = "--mutant",
            paramLabel = "NAME",
            description = "Only this one, by its scenario's name; may be given several times.")
    private List<String> names = List.of();

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            defaultValue = "1",
            description = "Seed of the first run of each (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--readme",
            paramLabel = "FILE",
            description = "Also puts the table into this file, between the lines '" + BEGIN
                    + "' and '" + END + "'.")
    private @Nullable Path readme;

    @Mixin
    private RunMixin run;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter terminal = spec.commandLine().getOut();
        if (readme != null) {
            parts(readme); // before an hour of runs, not after
        }
        MutantTable table =
                new MutantTable(run.options(seed, null, true, RunMixin.progress(terminal)));
        List<MutantTable.Row> rows = new ArrayList<>();
        try (Ending ending = Ending.of(table::abort, false, terminal)) {
            for (Scenario scenario : chosen()) {
                rows.add(table.run(scenario, runs));
            }
            terminal.println();
            String markdown = MutantTable.markdown(rows);
            terminal.print(markdown);
            terminal.flush();
            if (readme != null) {
                String[] parts = parts(readme);
                Files.writeString(
                        readme, parts[0] + BEGIN + "\n\n" + markdown + "\n" + END + parts[1]);
            }
            boolean all = rows.stream().allMatch(row -> row.caught() >= CAUGHT_MIN * row.runs());
            return all && !ending.came() ? 0 : EXIT_RED;
        }
    }

    /** What is before the first marker and behind the second. */
    private String[] parts(Path file) throws IOException {
        String text = Files.readString(file);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--readme=" + file + ": expected the lines '" + BEGIN + "' and '" + END + "'");
        }
        return new String[] {text.substring(0, begin), text.substring(end + END.length())};
    }

    private List<Scenario> chosen() {
        if (runs < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--runs=" + runs + ": expected 1 or more");
        }
        List<Scenario> controls = Catalog.controls();
        List<String> known = controls.stream().map(Scenario::name).toList();
        for (String name : names) {
            if (!known.contains(name)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--mutant=" + name + ": expected one of " + String.join(", ", known));
            }
        }
        return controls.stream()
                .filter(scenario -> names.isEmpty() || names.contains(scenario.name()))
                .toList();
    }
}
