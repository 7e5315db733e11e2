package dev.assay.chaos.cli;

import dev.assay.chaos.runner.MutantTable;
import dev.assay.chaos.scenario.Catalog;
import dev.assay.chaos.scenario.Scenario;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
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

    @Mixin
    private RunMixin run;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter terminal = spec.commandLine().getOut();
        MutantTable table =
                new MutantTable(run.options(seed, null, true, RunMixin.progress(terminal)));
        List<MutantTable.Row> rows = new ArrayList<>();
        try (Ending ending = Ending.of(table::abort, false, terminal)) {
            for (Scenario scenario : chosen()) {
                rows.add(table.run(scenario, runs));
            }
            terminal.println();
            terminal.print(MutantTable.markdown(rows));
            terminal.flush();
            boolean all = rows.stream().allMatch(row -> row.caught() >= CAUGHT_MIN * row.runs());
            return all && !ending.came() ? 0 : EXIT_RED;
        }
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
