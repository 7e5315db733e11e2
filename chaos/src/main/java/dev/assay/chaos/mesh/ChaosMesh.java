package dev.assay.chaos.mesh;

import dev.assay.chaos.fault.Cut;
import dev.assay.chaos.fault.Delay;
import dev.assay.chaos.fault.DropPackets;
import dev.assay.chaos.fault.Fault;
import dev.assay.chaos.fault.Kill;
import dev.assay.chaos.fault.Partition;
import dev.assay.chaos.fault.Target;
import dev.assay.chaos.scenario.Step;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The steps of a scenario as {@code NetworkChaos} and {@code PodChaos}, in order. Node i is the pod
 * {@code SET-(i-1)}. Three things mean less there than in a run: a leader is the node that leads when the
 * resources are made, and a one-way cut drops packets, acknowledgements of TCP among them, so that in
 * the end nothing comes through the other way either; packets are only lost between nodes.
 *
 * @param namespace of the pods and of the resources
 * @param set name of the StatefulSet
 * @param container its container's name
 * @param nodes how many there are
 * @param leader the node that leads, such as n1
 */
public record ChaosMesh(String namespace, String set, String container, int nodes, String leader) {

    public ChaosMesh {
        List<String> names = names(nodes);
        if (!names.contains(leader)) {
            throw new IllegalArgumentException("leader '" + leader + "': expected one of " + names);
        }
    }

    /** Whether Chaos Mesh has a resource that means the same. */
    static boolean has(Fault fault) {
        return fault instanceof Partition
                || fault instanceof Delay
                || fault instanceof Kill
                || fault instanceof DropPackets;
    }

    private static List<String> names(int nodes) {
        return IntStream.rangeClosed(1, nodes).mapToObj(i -> "n" + i).toList();
    }

    /**
     * One resource for each step, or for each node whose links are cut.
     *
     * @return maps as YAML has them
     * @throws IllegalArgumentException for a fault that Chaos Mesh has no resource for
     */
    public List<Map<String, Object>> resources(
            String scenario, List<Step> steps, SplittableRandom random) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            String name = scenario + "-" + (i + 1) + "-" + step.fault().name();
            all.addAll(step(name, step.fault(), step.hold(), random));
        }
        return all;
    }

    /**
     * The resources of one fault.
     *
     * @param name of the resource, or what its name begins with
     * @param hold after which it ends by itself
     * @throws IllegalArgumentException for a fault that Chaos Mesh has no resource for
     */
    List<Map<String, Object>> step(
            String name, Fault fault, Duration hold, SplittableRandom random) {
        if (fault instanceof Partition partition) {
            return cuts(name, partition, hold, random);
        }
        if (fault instanceof Delay delay) {
            return List.of(delay(name, delay, hold));
        }
        if (fault instanceof Kill kill) {
            return List.of(kill(name, kill.target(), random));
        }
        if (fault instanceof DropPackets drop) {
            return List.of(loss(name, drop, hold, random));
        }
        throw new IllegalArgumentException("fault " + fault.name()
                + ": Chaos Mesh has no resource that means the same; it has partitions, delay,"
                + " lost packets and kill");
    }

    /** Cuts with the same sender are one resource. */
    private List<Map<String, Object>> cuts(
            String name, Partition partition, Duration hold, SplittableRandom random) {
        Map<String, List<String>> receivers = new LinkedHashMap<>();
        for (Cut cut : partition.shape().cuts(names(nodes), leader, random)) {
            receivers.computeIfAbsent(cut.from(), from -> new ArrayList<>()).add(cut.to());
        }
        List<Map<String, Object>> all = new ArrayList<>();
        receivers.forEach((from, to) -> {
            Map<String, Object> spec = new LinkedHashMap<>();
            spec.put("action", "partition");
            spec.put("mode", "all");
            spec.put("selector", pods(List.of(from)));
            spec.put("direction", "to");
            spec.put("target", target(to));
            spec.put("duration", text(hold));
            all.add(resource("NetworkChaos", name + "-" + pod(from), spec));
        });
        return all;
    }

    private Map<String, Object> delay(String name, Delay delay, Duration hold) {
        Map<String, Object> times = new LinkedHashMap<>();
        times.put("latency", text(delay.latency()));
        times.put("jitter", text(delay.jitter()));
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("action", "delay");
        spec.put("mode", "all");
        spec.put("selector", pods(names(nodes)));
        spec.put("direction", "to");
        spec.put("target", target(names(nodes)));
        spec.put("delay", times);
        spec.put("duration", text(hold));
        return resource("NetworkChaos", name, spec);
    }

    /** Of packets to and from other nodes; those of clients come through. */
    private Map<String, Object> loss(
            String name, DropPackets drop, Duration hold, SplittableRandom random) {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("action", "loss");
        spec.put("mode", "all");
        spec.put("selector", pods(chosen(drop.target(), random)));
        spec.put(
                "direction",
                switch (drop.side()) {
                    case IN -> "from";
                    case OUT -> "to";
                    case BOTH -> "both";
                });
        spec.put("target", target(names(nodes)));
        spec.put("loss", Map.of("loss", Integer.toString(drop.percent())));
        spec.put("duration", text(hold));
        return resource("NetworkChaos", name, spec);
    }

    /** The container is started again by its pod, at once and on its volume. */
    private Map<String, Object> kill(String name, Target target, SplittableRandom random) {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("action", "container-kill");
        spec.put("mode", "all");
        spec.put("containerNames", List.of(container));
        spec.put("selector", pods(chosen(target, random)));
        return resource("PodChaos", name, spec);
    }

    private List<String> chosen(Target target, SplittableRandom random) {
        List<String> all = names(nodes);
        List<String> followers =
                all.stream().filter(node -> !node.equals(leader)).toList();
        return switch (target) {
            case LEADER -> List.of(leader);
            case FOLLOWER -> List.of(followers.get(random.nextInt(followers.size())));
            case ANY -> List.of(all.get(random.nextInt(all.size())));
            case ALL -> all;
        };
    }

    private Map<String, Object> resource(String kind, String name, Map<String, Object> spec) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", name);
        metadata.put("namespace", namespace);
        Map<String, Object> resource = new LinkedHashMap<>();
        resource.put("apiVersion", "chaos-mesh.org/v1alpha1");
        resource.put("kind", kind);
        resource.put("metadata", metadata);
        resource.put("spec", spec);
        return resource;
    }

    private Map<String, Object> target(List<String> nodeNames) {
        Map<String, Object> target = new LinkedHashMap<>();
        target.put("mode", "all");
        target.put("selector", pods(nodeNames));
        return target;
    }

    private Map<String, Object> pods(List<String> nodeNames) {
        return Map.of(
                "pods", Map.of(namespace, nodeNames.stream().map(this::pod).toList()));
    }

    private String pod(String node) {
        return set + "-" + (Integer.parseInt(node.substring(1)) - 1);
    }

    private static String text(Duration duration) {
        return duration.toMillis() + "ms";
    }
}
