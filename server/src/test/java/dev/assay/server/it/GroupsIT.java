package dev.assay.server.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** Four groups on one node, then on three, with kills between. */
@Timeout(240)
class GroupsIT extends WithNodes {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int GROUPS = 4;
    private static final int KEYS = 200;

    /** Many keys, some in each group. */
    private static void write(ServerProcess node, String value) {
        answered(() -> {
            try (Jedis jedis = new Jedis("127.0.0.1", node.redisPort)) {
                for (int i = 0; i < KEYS; i++) {
                    assertThat(jedis.set("key" + i, value + i)).isEqualTo("OK");
                }
            }
        });
    }

    private static void reads(ServerProcess node, String value) {
        answered(() -> {
            try (Jedis jedis = new Jedis("127.0.0.1", node.redisPort)) {
                for (int i = 0; i < KEYS; i++) {
                    assertThat(jedis.get("key" + i)).isEqualTo(value + i);
                }
                assertThat(jedis.dbSize()).isEqualTo(KEYS);
            }
        });
    }

    /** Again where a leader was not known or not ready; what was answered must be right at once. */
    private static void answered(Runnable commands) {
        await("answers")
                .atMost(SOON)
                .ignoreExceptionsInstanceOf(JedisDataException.class)
                .until(() -> {
                    commands.run();
                    return true;
                });
    }

    private static void awaitFormed(ServerProcess node, int size) {
        await("formed by " + size).atMost(SOON).untilAsserted(() -> {
            JsonNode status = node.status();
            assertThat(status.path("formed").asBoolean()).isTrue();
            for (int group = 0; group < GROUPS; group++) {
                String own = node.http().get("/status?group=" + group).body();
                assertThat(own.split("hasLogEntry\":true", -1)).hasSize(size + 1);
            }
        });
    }

    private static Set<String> leaders(ServerProcess node) {
        Set<String> leaders = new HashSet<>();
        for (JsonNode group : node.status().path("groups")) {
            leaders.add(group.path("leader").asString());
        }
        return leaders;
    }

    private static void awaitSpread(ServerProcess node) {
        await("each leads")
                .atMost(SOON)
                .untilAsserted(() ->
                        assertThat(leaders(node)).containsExactlyInAnyOrder("n1", "n2", "n3"));
    }

    @Test
    void keys_are_divided_among_groups_that_three_nodes_lead() {
        ServerProcess first = node("n1");
        first.start("-groups", "" + GROUPS).awaitReady();
        write(first, "a");
        Http.Answer refused = first.http().post("/key", "{\"a\":\"1\",\"b\":\"2\"}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("\"code\":\"CROSSSLOT\"", "\"happened\":\"no\"");
        assertThat(first.http().get("/backup").status()).isEqualTo(400);
        assertThat(first.http().get("/backup?group=3").status()).isEqualTo(200);
        assertThat(first.http().get("/status?group=4").status()).isEqualTo(400);
        first.kill();
        first.start("-groups", "3");
        assertThat(first.awaitExit()).isEqualTo(1);
        assertThat(first.log()).contains("was made with -groups 4, not 3");
        first.start().awaitReady();
        reads(first, "a");

        ServerProcess other = node("other");
        other.join(first);
        assertThat(other.awaitExit()).isEqualTo(1);
        assertThat(other.log()).contains("this cluster has -groups 4, other has 1");

        ServerProcess second = node("n2");
        second.start("-groups", "" + GROUPS, "-join", ":" + first.httpPort).awaitReady();
        ServerProcess third = node("n3");
        third.start("-groups", "" + GROUPS, "-join", ":" + second.httpPort).awaitReady();
        awaitFormed(third, 3);
        awaitSpread(third);
        write(third, "b");
        reads(second, "b");
        assertThat(first.http().post("/snapshot", "").body().strip().lines()).hasSize(GROUPS);

        // What leads is killed; it comes back without having missed a write in any group.
        second.kill();
        write(third, "c");
        second.start().awaitReady();
        reads(second, "c");

        // A client of a cluster finds the leader of each slot, also while leaders are spread again.
        try (RedisClusterClient cluster = clientOf(second)) {
            assertThat(cluster.getClusterNodes()).hasSize(3);
            answered(() -> {
                for (int i = 0; i < KEYS; i++) {
                    assertThat(cluster.get("key" + i)).isEqualTo("c" + i);
                }
            });
        }

        // It leaves all groups, and ends. Asking again does no harm where that took long.
        await("n3 is out")
                .atMost(SOON)
                .until(() -> first.http().post("/leave", "{\"id\":\"n3\"}").status() == 200);
        assertThat(third.awaitExit()).as(third.log()).isZero();
        awaitFormed(second, 2);
        reads(second, "c");
    }

    /** A client of a cluster starts only where each slot has a leader, which elections undo. */
    private static RedisClusterClient clientOf(ServerProcess node) {
        HostAndPort address = new HostAndPort("127.0.0.1", node.redisPort);
        return await("every slot has a leader")
                .atMost(SOON)
                .ignoreExceptionsInstanceOf(JedisException.class)
                .until(() -> RedisClusterClient.create(address), cluster -> true);
    }
}
