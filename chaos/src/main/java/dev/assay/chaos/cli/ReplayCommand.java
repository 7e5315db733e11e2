package dev.assay.chaos.cli;

import dev.assay.chaos.runner.SetRunner;
import dev.assay.reports.summary.SummaryTable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/** {@code assay chaos replay}: the schedule and the operations of a run once more. */
@Command(
        name = "replay",
        description = {
            "Repeats a run: the same schedule, the same operations, the same draws.",
            "How threads and packets interleave is not repeated."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ReplayCommand implements Callable<Integer> {

    private static final int EXIT_RED = 1;

    @Parameters(paramLabel = "RUN", description = "Folder of the run.")
    private Path folder;

    @Mixin
    private RunMixin run;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter terminal = spec.commandLine().getOut();
        RunArgument before = RunArgument.read(folder);
        SetRunner runner = new SetRunner(
                List.of(before.scenario()),
                run.options(before.seed(), null, false, RunMixin.progress(terminal)));
        try (Ending ending = Ending.of(runner::abort, false, terminal)) {
            SetRunner.Outcome outcome = runner.run();
            terminal.println();
            terminal.print(SummaryTable.render(
                    outcome.rows(), SummaryTable.Marks.forCharset(Charset.defaultCharset())));
            outcome.leftOut().forEach(terminal::println);
            outcome.rows()
                    .forEach(row -> terminal.println("was "
                            + before.verdict().name().toLowerCase(Locale.ROOT) + ", is "
                            + row.verdict().name().toLowerCase(Locale.ROOT)));
            terminal.flush();
            return outcome.green() && !ending.came() ? 0 : EXIT_RED;
        }
    }
}
