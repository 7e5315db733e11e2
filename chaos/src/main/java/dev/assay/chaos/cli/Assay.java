package dev.assay.chaos.cli;

import dev.assay.bench.cli.BenchCommand;
import dev.assay.checker.cli.CheckCommand;
import dev.assay.reports.cli.ReportCommand;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.util.Objects;

/** {@code assay}: the harness. */
@Command(
        name = "assay",
        description = "Benchmarks and verifies replicated key-value stores.",
        mixinStandardHelpOptions = true,
        version = "assay 0.1.0-SNAPSHOT",
        subcommands = {
            BenchCommand.class,
            ChaosCommand.class,
            CheckCommand.class,
            ReportCommand.class
        })
public final class Assay implements Runnable {
    /** Exit status of a call that cannot be understood (sysexits.h). */
    static final int EXIT_USAGE = 64;
    /** Exit status of a failure of the harness itself. */
    static final int EXIT_SOFTWARE = 70;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "expected a command: bench, chaos, check or report");
    }

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        CommandLine assay = new CommandLine(new Assay());
        // As with redis-benchmark, what follows a command of the user's own belongs to it.
        Objects.requireNonNull(assay.getSubcommands().get("bench"), "bench")
                .getCommandSpec()
                .parser()
                .stopAtPositional(true);
        return assay.setCaseInsensitiveEnumValuesAllowed(true)
                .setExitCodeExceptionMapper(e -> EXIT_SOFTWARE)
                .setParameterExceptionHandler((e, arguments) -> {
                    CommandLine at = e.getCommandLine();
                    at.getErr().println(e.getMessage());
                    at.getErr()
                            .println("Try '" + at.getCommandSpec().qualifiedName() + " --help'.");
                    return EXIT_USAGE;
                })
                .setExecutionExceptionHandler((e, at, parsed) -> {
                    at.getErr()
                            .println(at.getCommandSpec().qualifiedName() + ": " + e.getMessage());
                    Throwable cause = e.getCause();
                    if (cause != null) {
                        at.getErr().println("  because: " + cause);
                    }
                    return e instanceof IllegalArgumentException ? EXIT_USAGE : EXIT_SOFTWARE;
                });
    }
}
