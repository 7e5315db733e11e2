package dev.assay.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.Network;

import redis.clients.jedis.Jedis;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/** On a real engine: one node, then three of which the leader is killed. */
class HraftdContainerIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static String image;

    @BeforeAll
    static void needs_an_engine_and_the_image() {
        image = Engine.requireImage();
    }

    @Test
    void a_node_answers_over_http_and_redis_and_keeps_its_data_over_a_kill() throws Exception {
        try (Network network = Network.newNetwork();
                HraftdContainer hraftd = new HraftdContainer(image).withNode("n1", network)) {
            hraftd.start();
            post(hraftd, "{\"user1\": \"batman\"}");
            assertThat(get(hraftd, "user1")).isEqualTo("{\"user1\":\"batman\"}");
            try (Jedis jedis = new Jedis(hraftd.redisUri())) {
                assertThat(jedis.set("key1", "value1")).isEqualTo("OK");
            }
            hraftd.kill();
            assertThatThrownBy(hraftd::httpUri).hasMessageContaining("is not reached");
            hraftd.startAgain();
            try (Jedis jedis = new Jedis(hraftd.redisUri())) {
                assertThat(jedis.get("key1")).isEqualTo("value1");
            }
        }
    }

    @Test
    void a_cluster_survives_the_loss_of_its_leader() throws Exception {
        try (HraftdCluster cluster = new HraftdCluster(image, 3)) {
            cluster.start();
            post(cluster.node(2), "{\"user1\": \"batman\"}");
            HraftdContainer killed = cluster.leader();
            killed.kill();
            List<HraftdContainer> left =
                    cluster.nodes().stream().filter(node -> node != killed).toList();
            assertThat(cluster.leader()).isIn(left);
            post(left.get(0), "{\"user2\": \"robin\"}");
            assertThat(get(left.get(1), "user1")).isEqualTo("{\"user1\":\"batman\"}");
            killed.startAgain();
            assertThat(get(killed, "user2")).isEqualTo("{\"user2\":\"robin\"}");
        }
    }

    private static void post(HraftdContainer node, String json) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(node.httpUri().resolve("/key"))
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        assertThat(send(request).statusCode()).isEqualTo(200);
    }

    private static String get(HraftdContainer node, String key) throws Exception {
        URI uri = node.httpUri().resolve("/key/" + key);
        return send(HttpRequest.newBuilder(uri).build()).body().strip();
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
