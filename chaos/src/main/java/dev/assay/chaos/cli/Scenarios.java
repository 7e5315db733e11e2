package dev.assay.chaos.cli;

import dev.assay.chaos.scenario.Catalog;
import dev.assay.chaos.scenario.Scenario;
import dev.assay.chaos.timeline.ScenarioFiles;
import dev.assay.chaos.workload.Workload;
import dev.assay.chaos.workload.Workloads;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The values of {@code --scenario} and {@code --workload}. */
final class Scenarios {

    private Scenarios() {}

    /** A shipped scenario, or that of a file. */
    static Scenario named(String name) throws IOException {
        Optional<Scenario> shipped = Catalog.find(name);
        if (shipped.isPresent()) {
            return shipped.get();
        }
        if (isFile(name)) {
            return ScenarioFiles.read(Path.of(name));
        }
        throw new IllegalArgumentException("--scenario=" + name
                + ": there is no such file, and of the shipped ones expected one of "
                + String.join(", ", Catalog.all().stream().map(Scenario::name).toList()));
    }

    /** Whether the value names a file, and no shipped scenario. */
    static boolean isFile(String name) {
        return Catalog.find(name).isEmpty() && Files.isRegularFile(Path.of(name));
    }

    static Workload workload(String name) {
        return Workloads.find(name)
                .orElseThrow(() -> new IllegalArgumentException("--workload=" + name
                        + ": expected one of "
                        + String.join(
                                ", ",
                                Workloads.all().stream().map(Workload::name).toList())));
    }
}
