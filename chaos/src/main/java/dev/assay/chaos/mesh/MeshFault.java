package dev.assay.chaos.mesh;

import dev.assay.bench.cluster.HostCommand;
import dev.assay.bench.system.Mesh;
import dev.assay.bench.system.SystemDescription;
import dev.assay.chaos.fault.Fault;
import dev.assay.chaos.fault.FaultContext;
import dev.assay.chaos.fault.Need;

import tools.jackson.dataformat.yaml.YAMLMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * A fault of nodes on Kubernetes: made of resources of Chaos Mesh, by commands of the system's
 * description. The leader is the one of the moment.
 */
public final class MeshFault implements Fault {

    /** kubectl that takes longer hangs. */
    private static final Duration ACTION_MAX = Duration.ofSeconds(30);

    /** After the fault's time resources end by themselves, in case that nobody is there to heal it. */
    private static final Duration LONGER = Duration.ofSeconds(60);

    private static final YAMLMapper YAML = new YAMLMapper();

    private final Fault fault;
    private final Mesh pods;
    private final Duration hold;

    private MeshFault(Fault fault, Mesh pods, Duration hold) {
        this.fault = fault;
        this.pods = pods;
        this.hold = hold;
    }

    /**
     * The fault itself, unless the system is on Kubernetes and Chaos Mesh has it.
     *
     * @param hold how long it will last
     */
    public static Fault orItself(Fault fault, SystemDescription system, Duration hold) {
        Mesh pods = system.mesh();
        return pods == null || !ChaosMesh.has(fault) ? fault : new MeshFault(fault, pods, hold);
    }

    @Override
    public String name() {
        return fault.name();
    }

    @Override
    public Map<String, String> parameters() {
        Map<String, String> parameters = new TreeMap<>(fault.parameters());
        parameters.put("by", "Chaos Mesh in namespace " + pods.namespace());
        return parameters;
    }

    @Override
    public boolean serviceExpected() {
        return fault.serviceExpected();
    }

    @Override
    public int nodesMin() {
        return fault.nodesMin();
    }

    @Override
    public Set<Need> needs() {
        return Set.of();
    }

    @Override
    public Active inject(FaultContext context) throws IOException, InterruptedException {
        SystemDescription system = context.cluster().system();
        ChaosMesh mesh = new ChaosMesh(
                pods.namespace(), pods.set(), pods.container(), system.nodes(), context.leader());
        String name = String.format(
                Locale.ROOT, "assay-%08x-%s", context.random().nextInt(), fault.name());
        List<Map<String, Object>> resources =
                mesh.step(name, fault, hold.plus(LONGER), context.random());
        Path file = written(resources);
        try {
            act(system, "apply", file);
        } catch (IOException e) {
            try {
                delete(system, file);
            } catch (IOException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw e;
        }
        return new Active() {
            @Override
            public List<String> targets() {
                return resources.stream().map(MeshFault::name).toList();
            }

            @Override
            public String effect() throws IOException {
                act(system, "injected", file);
                return "Chaos Mesh says that all of it is injected";
            }

            @Override
            public void heal() throws IOException {
                delete(system, file);
            }
        };
    }

    private static void delete(SystemDescription system, Path resources) throws IOException {
        try {
            act(system, "delete", resources);
        } finally {
            Files.deleteIfExists(resources);
        }
    }

    private static Path written(List<Map<String, Object>> resources) throws IOException {
        Path file = Files.createTempFile("assay-mesh", ".yaml");
        StringBuilder text = new StringBuilder();
        resources.forEach(resource -> text.append(YAML.writeValueAsString(resource)));
        return Files.writeString(file, text);
    }

    private static String name(Map<String, Object> resource) {
        Map<?, ?> metadata = (Map<?, ?>) Objects.requireNonNull(resource.get("metadata"));
        return resource.get("kind") + " " + metadata.get("name");
    }

    private static void act(SystemDescription system, String action, Path resources)
            throws IOException {
        List<String> words = Objects.requireNonNull(system.actions().get(action), action);
        HostCommand.run(
                words.stream()
                        .map(word -> word.replace("{resources}", resources.toString()))
                        .toList(),
                ACTION_MAX);
    }
}
