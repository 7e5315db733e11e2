package dev.assay.chaos.cli;

import dev.assay.bench.cluster.Cluster;
import dev.assay.bench.system.SystemCatalog;
import dev.assay.bench.system.SystemDescription;
import dev.assay.chaos.scenario.Catalog;
import dev.assay.chaos.scenario.Scenario;
import dev.assay.chaos.workload.Workload;
import dev.assay.chaos.workload.Workloads;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/** {@code assay chaos list}: what can be run. */
@Command(
        name = "list",
        description = "Lists scenarios, workloads and systems.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ChaosListCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--markdown",
            description = "As the table of chaos/README.md, which is made by this.")
    private boolean markdown;

    @Override
    public Integer call() {
        PrintWriter terminal = spec.commandLine().getOut();
        terminal.print(markdown ? markdown() : plain());
        terminal.flush();
        return 0;
    }

    private static String plain() {
        StringBuilder lines = new StringBuilder();
        for (Scenario scenario : Catalog.all()) {
            lines.append(String.format(
                    Locale.ROOT,
                    "%-28s %-28s %-13s %-5s %-8s %s%n",
                    scenario.name(),
                    scenario.system(),
                    scenario.workload().name(),
                    set(scenario),
                    expected(scenario),
                    scenario.summary()));
        }
        lines.append(String.format("%nworkloads (--workload):%n"));
        for (Workload workload : Workloads.all()) {
            lines.append(
                    String.format(Locale.ROOT, "%-28s %s%n", workload.name(), workload.summary()));
        }
        lines.append(String.format("%nsystems (--system), or a YAML file:%n"));
        for (String name : SystemCatalog.SHIPPED) {
            SystemDescription system = SystemCatalog.load(name);
            List<String> missing = Cluster.missing(system);
            lines.append(String.format(
                    Locale.ROOT,
                    "%-28s %s%s%n",
                    name,
                    system.summary(),
                    missing.isEmpty() ? "" : " (not here: " + String.join(", ", missing) + ")"));
        }
        return lines.toString();
    }

    /** The tables of the README. */
    static String markdown() {
        StringBuilder lines =
                new StringBuilder("| scenario | system | workload | set | expected | |\n"
                        + "|---|---|---|---|---|---|\n");
        for (Scenario scenario : Catalog.all()) {
            lines.append(String.format(
                    Locale.ROOT,
                    "| `%s` | %s | %s | %s | %s | %s |\n",
                    scenario.name(),
                    scenario.system(),
                    scenario.workload().name(),
                    set(scenario),
                    expected(scenario),
                    scenario.summary()));
        }
        lines.append("\n| workload | |\n|---|---|\n");
        for (Workload workload : Workloads.all()) {
            lines.append("| `")
                    .append(workload.name())
                    .append("` | ")
                    .append(workload.summary())
                    .append(" |\n");
        }
        return lines.toString();
    }

    private static String set(Scenario scenario) {
        return scenario.quick() ? "quick" : "full";
    }

    private static String expected(Scenario scenario) {
        return scenario.expectation().name().toLowerCase(Locale.ROOT);
    }
}
