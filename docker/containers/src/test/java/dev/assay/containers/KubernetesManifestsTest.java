package dev.assay.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;

import org.junit.jupiter.api.Test;

import tools.jackson.dataformat.yaml.YAMLMapper;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Kubernetes' own model, strictly, and what ties the resources together. No cluster is asked. */
class KubernetesManifestsTest {
    private static final Path FILE = Path.of("../kubernetes/hraftd.yaml");

    private static final Path OUTSIDE = Path.of("../kubernetes/harness.yaml");
    private static final Path SYSTEM = Path.of("../kubernetes/system.yaml");

    private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.of(
            "v1/Service", Service.class,
            "apps/v1/StatefulSet", StatefulSet.class,
            "policy/v1/PodDisruptionBudget", PodDisruptionBudget.class);

    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .annotationIntrospector(new NothingElse())
            .build();

    /** The models take what they do not know into a map of the rest; here that is refused. */
    private static final class NothingElse extends JacksonAnnotationIntrospector {
        @Serial
        private static final long serialVersionUID = 1;

        @Override
        public Boolean hasAnySetter(Annotated any) {
            return false;
        }
    }

    @Test
    void every_resource_is_one_that_kubernetes_knows_down_to_the_last_field() throws IOException {
        assertThat(read(Files.readString(FILE)))
                .extracting(HasMetadata::getKind)
                .containsExactly("Service", "Service", "PodDisruptionBudget", "StatefulSet");
    }

    @Test
    void a_misspelt_field_and_a_wrong_type_are_refused() throws IOException {
        String text = Files.readString(FILE);
        assertThatThrownBy(() -> read(text.replace("periodSeconds: 10", "periodSecond: 10")))
                .hasMessageContaining("periodSecond");
        assertThatThrownBy(() -> read(text.replace("replicas: 3", "replicas: three")))
                .hasMessageContaining("three");
    }

    @Test
    void readiness_asks_readyz_and_liveness_livez() throws IOException {
        Container hraftd = pod().getContainers().get(0);
        assertThat(path(hraftd.getReadinessProbe())).isEqualTo("/readyz");
        assertThat(path(hraftd.getLivenessProbe())).isEqualTo("/livez");
        assertThat(path(hraftd.getStartupProbe())).isEqualTo("/livez");
    }

    @Test
    void names_labels_ports_and_volumes_meet() throws IOException {
        StatefulSet set = one(StatefulSet.class);
        Map<String, String> labels = set.getSpec().getTemplate().getMetadata().getLabels();
        List<String> ports = pod().getContainers().get(0).getPorts().stream()
                .map(ContainerPort::getName)
                .toList();
        assertThat(set.getSpec().getSelector().getMatchLabels()).isEqualTo(labels);
        assertThat(one(PodDisruptionBudget.class).getSpec().getSelector().getMatchLabels())
                .isEqualTo(labels);
        for (Service service : all(Service.class)) {
            assertThat(service.getSpec().getSelector()).isEqualTo(labels);
            assertThat(service.getSpec().getPorts())
                    .extracting(ServicePort::getTargetPort)
                    .allSatisfy(port -> assertThat(ports).contains(port.getStrVal()));
        }
        Service headless = all(Service.class).stream()
                .filter(service ->
                        service.getMetadata().getName().equals(set.getSpec().getServiceName()))
                .findFirst()
                .orElseThrow();
        assertThat(headless.getSpec().getClusterIP()).isEqualTo("None");
        assertThat(headless.getSpec().getPublishNotReadyAddresses()).isTrue();
        assertThat(set.getSpec().getPodManagementPolicy()).isEqualTo("Parallel");
        List<String> volumes = Stream.concat(
                        pod().getVolumes().stream().map(volume -> volume.getName()),
                        set.getSpec().getVolumeClaimTemplates().stream()
                                .map(claim -> claim.getMetadata().getName()))
                .toList();
        assertThat(pod().getContainers().get(0).getVolumeMounts())
                .extracting(VolumeMount::getName)
                .containsExactlyInAnyOrderElementsOf(volumes);
    }

    /** Node nK of the harness is the pod K-1, whatever becomes of it. */
    @Test
    void the_harness_reaches_each_pod_by_the_ports_of_its_description() throws IOException {
        List<HasMetadata> services = read(Files.readString(OUTSIDE));
        Map<?, ?> system = new YAMLMapper().readValue(Files.readString(SYSTEM), Map.class);
        Map<?, ?> running = (Map<?, ?>) system.get("running");
        StatefulSet set = one(StatefulSet.class);
        assertThat(services).hasSize(set.getSpec().getReplicas()).hasSameSizeAs(running.entrySet());
        for (int i = 0; i < services.size(); i++) {
            ServiceSpec service = ((Service) services.get(i)).getSpec();
            assertThat(service.getType()).isEqualTo("NodePort");
            assertThat(service.getPublishNotReadyAddresses()).isTrue();
            assertThat(service.getSelector())
                    .containsExactly(entry(
                            "statefulset.kubernetes.io/pod-name",
                            set.getMetadata().getName() + "-" + i));
            Map<?, ?> addresses = (Map<?, ?>) running.get("n" + (i + 1));
            assertThat(service.getPorts()).hasSameSizeAs(addresses.entrySet());
            for (ServicePort port : service.getPorts()) {
                assertThat(addresses.get(port.getName()).toString())
                        .endsWith(":" + port.getNodePort());
            }
        }
        assertThat(system.get("mesh"))
                .isEqualTo(Map.of(
                        "namespace", "default",
                        "set", set.getMetadata().getName(),
                        "container", pod().getContainers().get(0).getName()));
    }

    @Test
    void one_pod_may_be_away_of_three() throws IOException {
        int replicas = one(StatefulSet.class).getSpec().getReplicas();
        int away = one(PodDisruptionBudget.class).getSpec().getMaxUnavailable().getIntVal();
        assertThat(replicas - away).isGreaterThan(replicas / 2);
    }

    private static String path(Probe probe) {
        return probe.getHttpGet().getPath();
    }

    private static PodSpec pod() throws IOException {
        return one(StatefulSet.class).getSpec().getTemplate().getSpec();
    }

    private static <T> T one(Class<T> type) throws IOException {
        List<T> all = all(type);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private static <T> List<T> all(Class<T> type) throws IOException {
        return read(Files.readString(FILE)).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private static List<HasMetadata> read(String yaml) {
        List<HasMetadata> resources = new ArrayList<>();
        for (String document : yaml.split("(?m)^---$")) {
            Map<?, ?> fields = new YAMLMapper().readValue(document, Map.class);
            String kind = fields.get("apiVersion") + "/" + fields.get("kind");
            assertThat(KINDS).containsKey(kind);
            resources.add(STRICT.convertValue(fields, KINDS.get(kind)));
        }
        return resources;
    }
}
