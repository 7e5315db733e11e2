package dev.assay.chaos.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.bench.cluster.PacketDrop;
import dev.assay.chaos.fault.Delay;
import dev.assay.chaos.fault.DropPackets;
import dev.assay.chaos.fault.Fault;
import dev.assay.chaos.fault.Kill;
import dev.assay.chaos.fault.Partition;
import dev.assay.chaos.fault.PartitionShape;
import dev.assay.chaos.fault.Pause;
import dev.assay.chaos.fault.Target;
import dev.assay.chaos.scenario.Step;

import org.junit.jupiter.api.Test;

import tools.jackson.dataformat.yaml.YAMLMapper;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** What was compared with the CRDs of Chaos Mesh once; nothing here runs it. */
class ChaosMeshTest {
    private final ChaosMesh mesh = new ChaosMesh("shop", "hraftd", "hraftd", 3, "n2");

    @Test
    void an_isolated_leader_is_a_partition_for_each_sender_and_a_kill_one_of_its_container() {
        assertThat(yaml(new Partition(PartitionShape.LEADER_ISOLATED), new Kill(Target.LEADER)))
                .isEqualTo("""
                        ---
                        apiVersion: "chaos-mesh.org/v1alpha1"
                        kind: "NetworkChaos"
                        metadata:
                          name: "mine-1-leader-isolated-hraftd-1"
                          namespace: "shop"
                        spec:
                          action: "partition"
                          mode: "all"
                          selector:
                            pods:
                              shop:
                              - "hraftd-1"
                          direction: "to"
                          target:
                            mode: "all"
                            selector:
                              pods:
                                shop:
                                - "hraftd-0"
                                - "hraftd-2"
                          duration: "3000ms"
                        ---
                        apiVersion: "chaos-mesh.org/v1alpha1"
                        kind: "NetworkChaos"
                        metadata:
                          name: "mine-1-leader-isolated-hraftd-0"
                          namespace: "shop"
                        spec:
                          action: "partition"
                          mode: "all"
                          selector:
                            pods:
                              shop:
                              - "hraftd-0"
                          direction: "to"
                          target:
                            mode: "all"
                            selector:
                              pods:
                                shop:
                                - "hraftd-1"
                          duration: "3000ms"
                        ---
                        apiVersion: "chaos-mesh.org/v1alpha1"
                        kind: "NetworkChaos"
                        metadata:
                          name: "mine-1-leader-isolated-hraftd-2"
                          namespace: "shop"
                        spec:
                          action: "partition"
                          mode: "all"
                          selector:
                            pods:
                              shop:
                              - "hraftd-2"
                          direction: "to"
                          target:
                            mode: "all"
                            selector:
                              pods:
                                shop:
                                - "hraftd-1"
                          duration: "3000ms"
                        ---
                        apiVersion: "chaos-mesh.org/v1alpha1"
                        kind: "PodChaos"
                        metadata:
                          name: "mine-2-kill-leader"
                          namespace: "shop"
                        spec:
                          action: "container-kill"
                          mode: "all"
                          containerNames:
                          - "hraftd"
                          selector:
                            pods:
                              shop:
                              - "hraftd-1"
                        """);
    }

    @Test
    void lost_packets_are_those_between_a_pod_and_all() {
        assertThat(yaml(new DropPackets(Target.LEADER, PacketDrop.Side.IN, 30)))
                .contains("name: \"mine-1-drop-30-in-leader\"", "action: \"loss\"")
                .contains("direction: \"from\"", "loss: \"30\"");
        assertThat(yaml(new DropPackets(Target.LEADER, PacketDrop.Side.OUT, 30)))
                .contains("direction: \"to\"");
    }

    @Test
    void a_delay_lies_on_all_pods() {
        assertThat(yaml(new Delay(Duration.ofMillis(80), Duration.ofMillis(20))))
                .contains("action: \"delay\"", "latency: \"80ms\"", "jitter: \"20ms\"")
                .contains("- \"hraftd-0\"\n      - \"hraftd-1\"\n      - \"hraftd-2\"");
    }

    @Test
    void what_chaos_mesh_cannot_do_is_refused_by_name() {
        assertThatThrownBy(() -> yaml(new Pause(Target.LEADER)))
                .hasMessageContaining("pause-leader")
                .hasMessageContaining("partitions, delay, lost packets and kill");
        assertThatThrownBy(() -> new ChaosMesh("shop", "hraftd", "hraftd", 3, "n4"))
                .hasMessageContaining("leader 'n4': expected one of [n1, n2, n3]");
    }

    private String yaml(Fault... faults) {
        List<Step> steps = List.of(faults).stream()
                .map(fault -> new Step(Duration.ZERO, fault, Duration.ofSeconds(3)))
                .toList();
        return mesh.resources("mine", steps, new SplittableRandom(1)).stream()
                .map(new YAMLMapper()::writeValueAsString)
                .collect(Collectors.joining());
    }
}
