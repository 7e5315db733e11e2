package dev.assay.bench.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class SystemCatalogTest {
    @SuppressWarnings("unused")
    static final java.util.List<String> SHIPPED = SystemCatalog.SHIPPED;

    @TempDir
    Path folder;

    @ParameterizedTest
    @FieldSource("SHIPPED")
    void every_shipped_system_can_be_read(String name) {
        SystemDescription system = SystemCatalog.load(name);
        assertThat(system.name()).isEqualTo(name);
        assertThat(system.nodeNames()).hasSize(system.nodes());
        assertThat(system.definite()).doesNotContain("TIMEOUT");
    }

    @Test
    void a_file_takes_over_what_its_base_says_and_it_does_not() throws IOException {
        Path file = Files.writeString(
                folder.resolve("five.yaml"), "base: hraftd\nname: five\nnodes: 5\n");
        SystemDescription system = SystemCatalog.load(file.toString());
        assertThat(system.nodeNames()).containsExactly("n1", "n2", "n3", "n4", "n5");
        assertThat(system.command()).isEqualTo(SystemCatalog.load("hraftd").command());
    }

    @Test
    void a_base_that_names_itself_is_refused() throws IOException {
        Path file = folder.resolve("loop.yaml");
        Files.writeString(file, "base: " + file + "\n");
        assertThatThrownBy(() -> SystemCatalog.load(file.toString()))
                .hasMessageContaining("does one name itself?");
    }

    @Test
    void an_unknown_name_is_refused_with_what_there_is() {
        assertThatThrownBy(() -> SystemCatalog.load("nosuch"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nosuch")
                .hasMessageContaining("redis-single");
    }

    @Test
    void an_unknown_field_is_refused_by_its_name() throws IOException {
        Path file = Files.writeString(folder.resolve("x.yaml"), "base: hraftd\ncommmand: [a]\n");
        assertThatThrownBy(() -> SystemCatalog.load(file.toString()))
                .hasMessageContaining("commmand");
    }

    @Test
    void flags_that_the_command_has_no_place_for_are_refused() throws IOException {
        Path file = Files.writeString(
                folder.resolve("x.yaml"), "base: redis-single\nflags: [--save, '60 1']\n");
        assertThatThrownBy(() -> SystemCatalog.load(file.toString()))
                .hasMessageContaining("--save")
                .hasMessageContaining("{flags}");
    }

    @Test
    void a_protocol_on_a_port_that_is_not_there_is_refused() throws IOException {
        Path file = Files.writeString(
                folder.resolve("x.yaml"), "base: hraftd\nprotocols: {redis: rediss}\n");
        assertThatThrownBy(() -> SystemCatalog.load(file.toString()))
                .hasMessageContaining("rediss");
    }

    @Test
    void nodes_that_run_already_need_an_address_of_each_port_and_have_no_proxies_between_them()
            throws IOException {
        assertThat(load("base: redis-single\nrunning: {n1: {redis: '10.0.0.1:6379'}}\n")
                        .attached())
                .isTrue();
        assertThatThrownBy(() -> load("base: redis-single\nrunning: {n1: {redis: nowhere}}\n"))
                .hasMessageContaining("running: n1: redis: nowhere, expected HOST:PORT");
        assertThatThrownBy(() -> load("base: redis-single\nnodes: 2\n"
                        + "running: {n1: {redis: '10.0.0.1:6379'}}\n"))
                .hasMessageContaining("running: n2: redis: null");
        assertThatThrownBy(() -> load("base: redis-single\npeerPorts: [redis]\n"
                        + "running: {n1: {redis: '10.0.0.1:6379'}}\n"))
                .hasMessageContaining("peerPorts");
    }

    private SystemDescription load(String text) throws IOException {
        return SystemCatalog.load(
                Files.writeString(folder.resolve("x.yaml"), text).toString());
    }
}
