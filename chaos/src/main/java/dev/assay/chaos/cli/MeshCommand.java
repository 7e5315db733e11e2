package dev.assay.chaos.cli;

import dev.assay.bench.system.SystemCatalog;
import dev.assay.chaos.mesh.ChaosMesh;
import dev.assay.chaos.scenario.Scenario;
import dev.assay.chaos.scenario.Step;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import tools.jackson.dataformat.yaml.YAMLMapper;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;

/** {@code assay chaos mesh}: a scenario's faults for Kubernetes. */
@Command(
        name = "mesh",
        description = "Prints a scenario's faults as resources of Chaos Mesh, for kubectl apply.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class MeshCommand implements Callable<Integer> {
    private static final YAMLMapper YAML = new YAMLMapper();

    @Option(
            names = "--scenario",
            paramLabel = "NAME|FILE",
            required = true,
            description = "A scenario of 'assay chaos list', or the one of a YAML file.")
    private String scenario;

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            defaultValue = "1",
            description = "What is drawn derives from it (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--namespace",
            paramLabel = "NAME",
            defaultValue = "default",
            description = "Namespace of the pods (default: ${DEFAULT-VALUE}).")
    private String namespace;

    @Option(
            names = "--stateful-set",
            paramLabel = "NAME",
            defaultValue = "hraftd",
            description = "The pods are NAME-0, NAME-1, ... (default: ${DEFAULT-VALUE}).")
    private String set;

    @Option(
            names = "--container",
            paramLabel = "NAME",
            defaultValue = "hraftd",
            description = "The container in each pod (default: ${DEFAULT-VALUE}).")
    private String container;

    @Option(
            names = "--nodes",
            paramLabel = "NUMBER",
            defaultValue = "3",
            description = "How many pods there are (default: ${DEFAULT-VALUE}).")
    private int nodes;

    @Option(
            names = "--leader",
            paramLabel = "NODE",
            defaultValue = "n1",
            description = "The node that leads; n1 is NAME-0 (default: ${DEFAULT-VALUE}).")
    private String leader;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Scenario chosen = Scenarios.named(scenario);
        SplittableRandom random = new SplittableRandom(seed);
        List<Step> steps =
                chosen.schedule().steps(random.split(), SystemCatalog.load(chosen.system()));
        ChaosMesh mesh = new ChaosMesh(namespace, set, container, nodes, leader);
        PrintWriter out = spec.commandLine().getOut();
        for (Map<String, Object> resource : mesh.resources(chosen.name(), steps, random.split())) {
            out.print(YAML.writeValueAsString(resource)); // each begins with ---
        }
        out.flush();
        return 0;
    }
}
