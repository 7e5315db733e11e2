package dev.assay.chaos.cli;

import dev.assay.chaos.runner.Soak;
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
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code assay chaos soak}: run after run for hours. */
@Command(
        name = "soak",
        description = {
            "Runs a scenario again and again, each time with the next seed, for so long.",
            "Runs that came out as expected are kept only while they are among the newest; all",
            "others stay. DIR/soak.csv has a line for each."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class SoakCommand implements Callable<Integer> {

    private static final int EXIT_RED = 1;
    /** Without a time the number of runs ends it. */
    private static final int DAYS_MAX = 365;

    private static final Pattern TIME = Pattern.compile("(\\d{1,6})(s|m|h)");
    private static final int SEED_BOUND = 1_000_000;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            description = "How long, such as 30m or 8h. The run under way then is finished.")
    private @Nullable String length;

    @Option(
            names = "--runs",
            paramLabel = "NUMBER",
            description = "How many runs, such as 20, instead of a time or within it.")
    private @Nullable Integer runs;

    @Option(
            names = "--scenario",
            paramLabel = "NAME|FILE",
            defaultValue = "swarm",
            description = "Which scenario (default: ${DEFAULT-VALUE}).")
    private String scenario;

    @Option(
            names = "--system",
            paramLabel = "NAME|FILE",
            description = "Run it on this system instead of its own.")
    private @Nullable String system;

    @Option(names = "--clients", paramLabel = "NUMBER", description = "Clients a node.")
    private @Nullable Integer clientsPerNode;

    @Option(
            names = "--keep",
            paramLabel = "NUMBER",
            defaultValue = "20",
            description = "Run folders as expected that stay (default: ${DEFAULT-VALUE}).")
    private int keep;

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            defaultValue = "0",
            description = "Seed of the first run; 0 (default) draws one.")
    private long seed;

    @Mixin
    private RunMixin run;

    @Mixin
    private SloOptions slo = new SloOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter terminal = spec.commandLine().getOut();
        Duration time = time();
        if (runs != null && runs < 1) {
            throw bad("--runs=" + runs + ": expected 1 or more");
        }
        if (keep < 1) {
            throw bad("--keep=" + keep + ": expected 1 or more");
        }
        Scenario chosen = Scenarios.named(scenario);
        if (clientsPerNode != null) {
            chosen = chosen.with(chosen.load().withClientsPerNode(clientsPerNode));
        }
        if (slo.asked()) {
            chosen = chosen.with(slo.over(chosen.slo()));
        }
        long first = seed != 0 ? seed : 1 + new SecureRandom().nextInt(SEED_BOUND);
        Soak soak = new Soak(
                chosen, run.options(first, system, false, RunMixin.progress(terminal)), keep);
        try (Ending ending = Ending.of(soak::abort, false, terminal)) {
            Soak.Totals totals = soak.run(time, runs == null ? Integer.MAX_VALUE : runs, line -> {
                terminal.println(line);
                terminal.flush();
            });
            terminal.println();
            terminal.println(totals);
            terminal.flush();
            return totals.red() == 0 && totals.runs() > 0 && !ending.came() ? 0 : EXIT_RED;
        }
    }

    private Duration time() {
        if (length == null) {
            if (runs == null) {
                throw bad("expected --for=TIME or --runs=NUMBER");
            }
            return Duration.ofDays(DAYS_MAX);
        }
        Matcher matcher = TIME.matcher(length.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw bad("--for=" + length + ": expected a whole number with s, m or h");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }

    private ParameterException bad(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
