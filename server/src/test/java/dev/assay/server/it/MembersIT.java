package dev.assay.server.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Members come, go, move and hand the leadership over, while the others go on. */
@Timeout(240)
class MembersIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path home;

    private final List<ServerProcess> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(ServerProcess::close);
    }

    private ServerProcess node(String name) {
        ServerProcess node = new ServerProcess(home, name);
        started.add(node);
        return node;
    }

    /** n1 alone, then each joins through the one before it. */
    private List<ServerProcess> cluster(int size) {
        List<ServerProcess> nodes = new ArrayList<>();
        for (int i = 1; i <= size; i++) {
            ServerProcess node = node("n" + i);
            if (nodes.isEmpty()) {
                node.start();
            } else {
                node.join(nodes.get(nodes.size() - 1));
            }
            node.awaitReady();
            nodes.add(node);
        }
        awaitFormed(nodes.get(0), size);
        return nodes;
    }

    private static void awaitFormed(ServerProcess node, int size) {
        await("formed by " + size).atMost(SOON).untilAsserted(() -> {
            JsonNode status = node.status();
            assertThat(status.path("members").size()).isEqualTo(size);
            assertThat(status.path("formed").asBoolean()).isTrue();
        });
    }

    private static String leader(ServerProcess node) {
        return node.status().path("leader").path("id").asString();
    }

    private static void awaitLeader(ServerProcess node, String id) {
        await(id + " leads")
                .atMost(SOON)
                .untilAsserted(() -> assertThat(leader(node)).isEqualTo(id));
    }

    private static void writes(ServerProcess node, String value) {
        await("a write through " + node.name)
                .atMost(SOON)
                .untilAsserted(() ->
                        assertThat(node.http().put("/key/k", value).status()).isEqualTo(200));
    }

    private static void reads(ServerProcess node, String value) {
        assertThat(node.http().get("/key/k").body()).isEqualTo("{\"k\":\"" + value + "\"}");
    }

    @Test
    void five_join_one_through_the_other_and_two_may_die() {
        List<ServerProcess> nodes = cluster(5);
        writes(nodes.get(4), "five");
        nodes.get(0).kill();
        nodes.get(3).kill();
        writes(nodes.get(1), "three");
        reads(nodes.get(4), "three");
    }

    @Test
    void the_leadership_goes_where_it_is_sent() {
        List<ServerProcess> nodes = cluster(3);
        awaitLeader(nodes.get(1), "n1");
        assertThat(nodes.get(1).http().post("/leader", "{\"id\":\"n3\"}").status())
                .isEqualTo(200);
        awaitLeader(nodes.get(0), "n3");
        assertThat(nodes.get(0).http().post("/leader", "{\"id\":\"nosuch\"}").status())
                .isEqualTo(404);
        assertThat(nodes.get(0).http().post("/leader", "").status()).isEqualTo(200);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(leader(nodes.get(0))).isIn("n1", "n2"));
        writes(nodes.get(2), "after");
    }

    @Test
    void a_leader_that_is_told_to_stop_hands_over_first() {
        List<ServerProcess> nodes = cluster(3);
        awaitLeader(nodes.get(1), "n1");
        assertThat(nodes.get(0).stop()).isEqualTo(128 + 15);
        assertThat(nodes.get(0).log()).contains("handed the leadership over to n");
        writes(nodes.get(1), "after");
        assertThat(leader(nodes.get(1))).isIn("n2", "n3");
    }

    @Test
    void a_member_that_leaves_ends_and_another_takes_the_place_of_a_dead_one() {
        List<ServerProcess> nodes = cluster(3);
        writes(nodes.get(0), "old");
        assertThat(nodes.get(1).http().post("/leave", "{\"id\":\"n3\"}").status())
                .isEqualTo(200);
        assertThat(nodes.get(2).awaitExit()).as(nodes.get(2).log()).isZero();
        assertThat(nodes.get(2).log()).contains("the group has taken this node out");
        awaitFormed(nodes.get(0), 2);
        assertThat(nodes.get(0).http().post("/leave", "{\"id\":\"n3\"}").status())
                .isEqualTo(200);

        ServerProcess third = node("n4");
        third.join(nodes.get(1)).awaitReady();
        third.kill();
        ServerProcess fourth = node("n5");
        fourth.start("-join", ":" + nodes.get(1).httpPort, "-replace", "n4").awaitReady();
        awaitFormed(nodes.get(0), 3);
        assertThat(nodes.get(0).status().path("members").toString())
                .contains("n5")
                .doesNotContain("n4");
        reads(fourth, "old");
    }

    @Test
    void the_leader_may_leave() {
        List<ServerProcess> nodes = cluster(3);
        awaitLeader(nodes.get(1), "n1");
        assertThat(nodes.get(0).http().post("/leave", "{\"id\":\"n1\"}").status())
                .isEqualTo(200);
        assertThat(nodes.get(0).awaitExit()).as(nodes.get(0).log()).isZero();
        awaitFormed(nodes.get(1), 2);
        writes(nodes.get(1), "after");
    }

    @Test
    void a_member_may_move_and_the_last_of_one_too() {
        List<ServerProcess> nodes = cluster(3);
        ServerProcess moved = nodes.get(2);
        assertThat(moved.stop()).isEqualTo(128 + 15);
        moved.move();
        writes(nodes.get(0), "while away");
        moved.start().awaitReady();
        reads(moved, "while away");
        awaitFormed(nodes.get(0), 3);
        // It is heard under its new address: without it there is no majority.
        nodes.get(1).kill();
        writes(nodes.get(0), "with the moved");
        reads(moved, "with the moved");
        assertThat(nodes.get(0).status().path("members").toString()).contains(":" + moved.httpPort);

        ServerProcess alone = node("alone");
        alone.start().awaitReady();
        writes(alone, "1");
        alone.kill();
        alone.move();
        alone.start().awaitReady();
        reads(alone, "1");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(alone.status().path("members").toString())
                        .contains(":" + alone.httpPort));
    }

    @Test
    void a_member_that_lost_its_disk_comes_back_as_a_new_one() throws IOException {
        List<ServerProcess> nodes = cluster(3);
        writes(nodes.get(0), "kept");
        ServerProcess wiped = nodes.get(2);
        wiped.kill();
        try (Stream<Path> files = Files.walk(wiped.directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        wiped.join(nodes.get(1)).awaitReady();
        awaitFormed(nodes.get(0), 3);
        reads(wiped, "kept");
    }

    @Test
    void a_second_node_of_the_same_name_is_refused() {
        List<ServerProcess> nodes = cluster(1);
        ServerProcess second = node("n2");
        second.join(nodes.get(0)).awaitReady();
        ServerProcess impostor = new ServerProcess(home.resolve("other"), "n2");
        started.add(impostor);
        assertThat(home.resolve("other").toFile().mkdirs()).isTrue();
        impostor.join(nodes.get(0));
        assertThat(impostor.awaitExit()).isEqualTo(1);
        assertThat(impostor.log()).contains("another node named n2 answers at");
        writes(second, "still there");
    }
}
