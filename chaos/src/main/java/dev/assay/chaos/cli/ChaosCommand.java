package dev.assay.chaos.cli;

import dev.assay.bench.measure.GitRevision;
import dev.assay.chaos.runner.RunOptions;
import dev.assay.chaos.runner.SetRunner;
import dev.assay.chaos.scenario.Catalog;
import dev.assay.chaos.scenario.Scenario;
import dev.assay.reports.page.IndexPage;
import dev.assay.reports.summary.SummaryTable;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code assay chaos}: break a cluster under load and judge what it answered. */
@Command(
        name = "chaos",
        description =
                "Starts a cluster, loads it, breaks it, judges it, and writes a page about it.",
        mixinStandardHelpOptions = true,
        subcommands = {
            ChaosListCommand.class,
            MeshCommand.class,
            MutantsCommand.class,
            RecordingCommand.class,
            ReplayCommand.class,
            ShrinkCommand.class,
            SoakCommand.class
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:every scenario came out as expected",
            "1:at least one did not",
            "64:the call cannot be understood",
            "70:the harness itself failed"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ChaosCommand implements Callable<Integer> {
    private static final int EXIT_RED = 1;
    private static final String QUICK = "quick";
    /** Seeds that are drawn are short, so that they can be typed. */
    private static final int SEED_BOUND = 1_000_000;

    @Option(
            names = "--set",
            paramLabel = "NAME",
            description = "Run a set of scenarios: quick (default) or full.")
    private @Nullable String set;

    @Option(
            names = "--scenario",
            paramLabel = "NAME|FILE",
            description =
                    "Run this scenario, or the one of a YAML file; may be given several times."
                            + " See 'assay chaos list'.")
    private List<String> names = List.of();

    @Option(
            names = "--system",
            paramLabel = "NAME|FILE",
            description = "Run the scenarios on this system instead of their own.")
    private @Nullable String system;

    @Option(
            names = "--workload",
            paramLabel = "NAME",
            description = "Run the scenarios under this workload instead of their own.")
    private @Nullable String workload;

    @Option(
            names = "--clients",
            paramLabel = "NUMBER",
            description = "Clients a node instead of the scenarios' own.")
    private @Nullable Integer clientsPerNode;

    @Option(
            names = "--interval",
            paramLabel = "MS",
            description =
                    "Milliseconds between two requests of a client instead of the scenarios' own;"
                            + " 0 for each as soon as the former was answered.")
    private @Nullable Integer intervalMs;

    @Mixin
    private SloOptions slo = new SloOptions();

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            defaultValue = "0",
            description = "What is drawn derives from it. 0 (default) draws a seed and prints it.")
    private long seed;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "runs",
            description = "Folder for the run folders (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Option(
            names = "--toxiproxy",
            paramLabel = "auto|embedded|PROGRAM|HOST:PORT",
            defaultValue = "auto",
            description =
                    "The proxies on the links: auto (default) takes toxiproxy-server where it is"
                            + " on the PATH, else the embedded twin; or name a program or a running server.")
    private String toxiproxy;

    @Option(
            names = "--die-with-parent",
            hidden = true,
            description = "End the run when the process that started this one is gone.")
    private boolean dieWithParent;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Scenario> scenarios = scenarios();
        PrintWriter terminal = spec.commandLine().getOut();
        long drawn = seed != 0 ? seed : 1 + new SecureRandom().nextInt(SEED_BOUND);
        terminal.println("seed " + drawn + ", " + scenarios.size() + " scenarios, run folders in "
                + out.toAbsolutePath());
        terminal.flush();
        RunOptions options = new RunOptions(
                out,
                drawn,
                ToxiproxyArgument.parse(toxiproxy),
                system,
                names.size() == 1 && Scenarios.isFile(names.get(0)) ? names.get(0) : null,
                GitRevision.ofWorkingFolder(),
                replayOptions(),
                false,
                line -> {
                    terminal.println("   " + line);
                    terminal.flush();
                });
        SetRunner runner = new SetRunner(scenarios, options);
        try (Ending ending = Ending.of(runner::abort, dieWithParent, terminal)) {
            SetRunner.Outcome outcome = runner.run();
            summarize(outcome, drawn, terminal);
            return ending.came() ? EXIT_RED : outcome.green() ? 0 : EXIT_RED;
        }
    }

    private List<Scenario> scenarios() throws IOException {
        return chosen().stream().map(this::changed).toList();
    }

    private List<Scenario> chosen() throws IOException {
        if (names.isEmpty()) {
            String asked = set == null ? QUICK : set;
            return Catalog.set(asked)
                    .orElseThrow(() -> bad("--set=" + asked + ": expected one of "
                            + String.join(", ", Catalog.SETS)));
        }
        if (set != null) {
            throw bad("--set and --scenario exclude each other");
        }
        List<Scenario> chosen = new ArrayList<>();
        for (String name : names) {
            chosen.add(Scenarios.named(name));
        }
        return chosen;
    }

    private Scenario changed(Scenario scenario) {
        Scenario changed = scenario;
        if (workload != null) {
            changed = changed.under(Scenarios.workload(workload));
        }
        if (clientsPerNode != null) {
            changed = changed.with(changed.load().withClientsPerNode(clientsPerNode));
        }
        if (intervalMs != null) {
            changed = changed.with(changed.load().withInterval(Duration.ofMillis(intervalMs)));
        }
        return slo.asked() ? changed.with(slo.over(changed.slo())) : changed;
    }

    private ParameterException bad(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private String replayOptions() {
        return (system == null ? "" : " --system=" + system)
                + (workload == null ? "" : " --workload=" + workload)
                + (clientsPerNode == null ? "" : " --clients=" + clientsPerNode)
                + (intervalMs == null ? "" : " --interval=" + intervalMs)
                + (toxiproxy.equals("auto") ? "" : " --toxiproxy=" + toxiproxy);
    }

    private void summarize(SetRunner.Outcome outcome, long drawn, PrintWriter terminal)
            throws IOException {
        terminal.println();
        terminal.print(SummaryTable.render(
                outcome.rows(), SummaryTable.Marks.forCharset(Charset.defaultCharset())));
        outcome.leftOut().forEach(terminal::println);
        outcome.sloMisses().forEach(terminal::println);
        if (!outcome.runs().isEmpty()) {
            IndexPage.write(out, outcome.runs(), outcome.leftOut());
            terminal.println("pages: " + out.resolve("index.html").toAbsolutePath());
        }
        StringBuilder again = new StringBuilder("again: ./assay chaos");
        names.forEach(name -> again.append(" --scenario=").append(name));
        terminal.println(again + " --seed=" + drawn + replayOptions());
        terminal.println(
                "(schedule and operations are drawn again; how threads interleave is not)");
        terminal.flush();
    }
}
