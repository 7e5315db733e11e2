package dev.assay.chaos.cli;

import dev.assay.chaos.scenario.Catalog;
import dev.assay.chaos.scenario.Scenario;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;

/** {@code assay chaos list}: what can be run. */
@Command(name = "list", description = "Lists the scenarios.", mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ChaosListCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter terminal = spec.commandLine().getOut();
        for (Scenario scenario : Catalog.all()) {
            terminal.println(String.format(
                    Locale.ROOT,
                    "%-28s %-28s %-8s %s",
                    scenario.name(),
                    scenario.system(),
                    scenario.expectation().name().toLowerCase(Locale.ROOT),
                    scenario.summary()));
        }
        terminal.flush();
        return 0;
    }
}
