package dev.assay.chaos.cli;

import dev.assay.chaos.runner.Shrinker;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** {@code assay chaos shrink}: the smallest schedule that still fails. */
@Command(
        name = "shrink",
        description = {
            "Searches for the smallest schedule that is still judged invalid: fewer faults, fewer",
            "clients, shorter. Prints how often it is, of some runs."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:a schedule was found that fails, maybe the one it began with",
            "1:the run did not fail again at all"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ShrinkCommand implements Callable<Integer> {

    private static final int EXIT_NOT_AGAIN = 1;

    @Parameters(paramLabel = "RUN", description = "Folder of the run that failed.")
    private Path folder;

    @Option(
            names = "--tries",
            paramLabel = "NUMBER",
            defaultValue = "2",
            description =
                    "Runs of a smaller schedule before it is given up (default: ${DEFAULT-VALUE}).")
    private int tries;

    @Option(
            names = "--confirm",
            paramLabel = "NUMBER",
            defaultValue = "3",
            description = "Runs of the result, for its success rate (default: ${DEFAULT-VALUE}).")
    private int confirm;

    @Option(
            names = "--max-runs",
            paramLabel = "NUMBER",
            defaultValue = "40",
            description = "The search ends after so many runs (default: ${DEFAULT-VALUE}).")
    private int runsMax;

    @Option(
            names = "--to",
            paramLabel = "FILE",
            defaultValue = "shrunk.yaml",
            description = "Where the scenario is written (default: ${DEFAULT-VALUE}).")
    private Path to;

    @Mixin
    private RunMixin run;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter terminal = spec.commandLine().getOut();
        RunArgument before = RunArgument.read(folder);
        Shrinker shrinker = new Shrinker(
                run.options(before.seed(), null, true, RunMixin.progress(terminal)),
                tries,
                runsMax);
        try (Ending ending = Ending.of(shrinker::abort, false, terminal)) {
            Shrinker.Result result = shrinker.shrink(before.scenario(), confirm);
            if (ending.came()) {
                return EXIT_NOT_AGAIN;
            }
            terminal.println();
            if (!result.failedAgain()) {
                terminal.println("not judged invalid again in " + result.runs()
                        + " runs: nothing to shrink");
                return EXIT_NOT_AGAIN;
            }
            Files.writeString(to, result.yaml());
            terminal.println(result.yaml());
            terminal.println(result.changes());
            terminal.println("judged invalid in " + result.confirmed() + " of " + confirm
                    + " further runs; " + result.runs() + " runs in all");
            terminal.println("again: ./assay chaos --scenario=" + to + " --seed=" + before.seed());
            return 0;
        } finally {
            terminal.flush();
        }
    }
}
