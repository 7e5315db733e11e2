package dev.assay.server.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.time.Duration;

/** Members come, go, move and hand the leadership over, while the others go on. */
@Timeout(240)
class MembersIT extends WithNodes {

    private static final Duration SOON = Duration.ofSeconds(30);

    /** n1 alone, then each joins through the one before it. */
    private void cluster(int size) {
        for (int i = 1; i <= size; i++) {
            ServerProcess node = node("n" + i);
            if (i == 1) {
                node.start();
            } else {
                node.join(nodes.get(i - 2));
            }
            node.awaitReady();
        }
        awaitFormed(nodes.get(0), size);
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

    /** A member that cannot take over in time, as on a busy machine, is asked again: 503 says so. */
    private static void handOver(ServerProcess asked, String to) {
        await().atMost(SOON).untilAsserted(() -> {
            Http.Answer answer = asked.http().post("/leader", "{\"id\":\"" + to + "\"}");
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        });
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
        cluster(5);
        writes(nodes.get(4), "five");
        nodes.get(0).kill();
        nodes.get(3).kill();
        writes(nodes.get(1), "three");
        reads(nodes.get(4), "three");
    }

    @Test
    void the_leadership_is_handed_over_and_a_member_moves() {
        cluster(3);
        ServerProcess first = nodes.get(0);
        ServerProcess second = nodes.get(1);
        awaitLeader(second, "n1");
        handOver(second, "n3");
        awaitLeader(first, "n3");
        assertThat(first.http().post("/leader", "{\"id\":\"nosuch\"}").status()).isEqualTo(404);
        handOver(first, "n1");
        awaitLeader(second, "n1");

        // SIGTERM hands over; then it comes back under other addresses.
        assertThat(first.stop()).isEqualTo(128 + 15);
        assertThat(first.log()).contains("handed the leadership over to n");
        writes(second, "while away");
        first.move();
        first.start().awaitReady();
        reads(first, "while away");
        awaitFormed(second, 3);
        assertThat(second.status().path("members").toString()).contains(":" + first.httpPort);
        // It is heard under its new address: without it there is no majority.
        nodes.get(2).kill();
        writes(second, "with the moved");
        reads(first, "with the moved");

        ServerProcess impostor = node(home.resolve("other"), "n2");
        assertThat(home.resolve("other").toFile().mkdirs()).isTrue();
        impostor.join(first);
        assertThat(impostor.awaitExit()).isEqualTo(1);
        assertThat(impostor.log()).contains("another node named n2 answers at");
    }

    @Test
    void members_leave_are_replaced_and_come_back_without_their_disk() throws IOException {
        cluster(3);
        writes(nodes.get(0), "kept");
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
        reads(fourth, "kept");

        fourth.kill();
        delete(fourth.directory);
        fourth.join(nodes.get(1)).awaitReady();
        awaitFormed(nodes.get(0), 3);
        reads(fourth, "kept");

        // The leader takes itself out: it hands over first.
        String leader = leader(fourth);
        ServerProcess leading = nodes.stream()
                .filter(node -> node.name.equals(leader))
                .findFirst()
                .orElseThrow();
        assertThat(fourth.http().post("/leave", "{\"id\":\"" + leader + "\"}").status())
                .isEqualTo(200);
        assertThat(leading.awaitExit()).as(leading.log()).isZero();
        writes(fourth, "after");
    }

    @Test
    void the_only_member_may_move() {
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
}
