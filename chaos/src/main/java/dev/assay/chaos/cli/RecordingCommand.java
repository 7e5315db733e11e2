package dev.assay.chaos.cli;

import dev.assay.chaos.runner.RecordingCost;
import dev.assay.chaos.runner.RecordingCost.Rates;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** {@code assay chaos recording}: what the harness itself costs. */
@Command(
        name = "recording",
        description = {
            "Measures generators and recorder: operations a second against a system that takes no",
            "time, and how much of a real one's throughput recording takes. The exit status is 1",
            "when fewer than 200,000 a second are recorded, or when it takes 10 %% or more."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class RecordingCommand implements Callable<Integer> {

    /** Issue 5 asks for both. */
    private static final double RECORDED_MIN = 200_000;

    private static final double COST_MAX_PERCENT = 10;

    private static final int EXIT_RED = 1;

    @Option(
            names = "--system",
            paramLabel = "NAME|FILE",
            defaultValue = "hraftd",
            description = "The real system (default: ${DEFAULT-VALUE}).")
    private String system;

    @Option(
            names = "--clients",
            paramLabel = "NUMBER",
            defaultValue = "30",
            description = "Clients of the real system (default: ${DEFAULT-VALUE}).")
    private int clients;

    @Option(
            names = "--null-clients",
            paramLabel = "NUMBER",
            defaultValue = "2",
            description = "Clients of the one that takes no time (default: ${DEFAULT-VALUE}).")
    private int nullClients;

    @Option(
            names = "--rounds",
            paramLabel = "NUMBER",
            defaultValue = "5",
            description = "Rounds with recording, and as many without, by turns"
                    + " (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--seconds",
            paramLabel = "NUMBER",
            defaultValue = "5",
            description = "Length of a round (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "runs/recording",
            description = "Folder for what is recorded (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        require("--clients", clients);
        require("--null-clients", nullClients);
        require("--rounds", rounds);
        require("--seconds", seconds);
        PrintWriter terminal = spec.commandLine().getOut();
        Duration round = Duration.ofSeconds(seconds);
        Rates nothing = new RecordingCost(nullClients, round, out).ofNothing(rounds);
        Rates real = new RecordingCost(clients, round, out).of(system, rounds);
        terminal.println(
                "| system | clients | recorded, ops/s | rounds | not recorded, ops/s | rounds |"
                        + " recording takes |");
        terminal.println("|---|---|---|---|---|---|---|");
        terminal.println(row("none: answers at once", nullClients, nothing, "-"));
        terminal.println(row(
                system, clients, real, String.format(Locale.ROOT, "%.1f %%", real.costPercent())));
        terminal.flush();
        boolean good = Rates.median(nothing.recorded()) >= RECORDED_MIN
                && real.costPercent() < COST_MAX_PERCENT;
        return good ? 0 : EXIT_RED;
    }

    private void require(String option, int number) {
        if (number < 1) {
            throw new ParameterException(
                    spec.commandLine(), option + "=" + number + ": expected 1 or more");
        }
    }

    private static String row(String system, int clients, Rates rates, String cost) {
        return String.format(
                Locale.ROOT,
                "| %s | %d | **%,.0f** | %s | %,.0f | %s | %s |",
                system,
                clients,
                Rates.median(rates.recorded()),
                spread(rates.recorded()),
                Rates.median(rates.bare()),
                spread(rates.bare()),
                cost);
    }

    private static String spread(List<Double> rates) {
        return rates.stream()
                .sorted()
                .map(rate -> String.format(Locale.ROOT, "%,.0f", rate))
                .collect(Collectors.joining(" "));
    }
}
