package dev.assay.server.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What a client hears when its write was under way and the way broke: never that it failed. */
@Timeout(180)
class OutcomesIT {

    @TempDir
    static Path home;

    private static List<ServerProcess> nodes;

    @BeforeAll
    static void start() {
        nodes = List.of(
                new ServerProcess(home, "a"),
                new ServerProcess(home, "b"),
                new ServerProcess(home, "c"));
        nodes.get(0).start().awaitReady();
        nodes.get(1).join(nodes.get(0)).awaitReady();
        nodes.get(2).join(nodes.get(0)).awaitReady();
    }

    @AfterAll
    static void stop() {
        nodes.forEach(ServerProcess::close);
    }

    private static ServerProcess leader() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> nodes.stream().anyMatch(OutcomesIT::leads));
        return nodes.stream().filter(OutcomesIT::leads).findFirst().orElseThrow();
    }

    private static boolean leads(ServerProcess node) {
        return node.status().path("role").stringValue("").equals("LEADER")
                && node.http().put("/key/l", "1").status() == 200;
    }

    private static ServerProcess follower(ServerProcess leader) {
        return nodes.get(leader == nodes.get(0) ? 1 : 0);
    }

    /** It leaves for the leader in the turn of the loop that took it, before it can be counted. */
    private static void awaitWriteUnderWay(ServerProcess node) {
        await().pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofSeconds(10))
                .until(() ->
                        node.http().get("/metrics").body().contains("hraftd_writes_under_way 1.0"));
    }

    private static String set(RawClient client) throws Exception {
        client.send("SET k 1\r\n");
        return client.line();
    }

    @Test
    void the_leader_loses_its_followers_with_a_write_in_its_log() throws Exception {
        ServerProcess leader = leader();
        List<ServerProcess> others =
                nodes.stream().filter(node -> node != leader).toList();
        try (RawClient client = new RawClient(leader.redisPort)) {
            assertThat(set(client)).isEqualTo("+OK");
            others.forEach(node -> node.signal("STOP"));
            try {
                Http.Answer answer = leader.http().put("/key/k", "2");
                assertThat(answer.status()).isEqualTo(504);
                assertThat(answer.json().path("code").stringValue()).isEqualTo("TIMEOUT");
                assertThat(answer.json().path("happened").stringValue()).isEqualTo("unknown");
                // It has stepped down by now, and what comes later is never proposed.
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> set(client).startsWith("-CLUSTERDOWN "));
                Http.Answer later = leader.http().put("/key/k", "3");
                assertThat(later.status()).isEqualTo(503);
                assertThat(later.json().path("happened").stringValue()).isEqualTo("no");
            } finally {
                others.forEach(node -> node.signal("CONT"));
            }
        }
    }

    @Test
    void a_forward_is_under_way_when_its_leader_falls_silent() throws Exception {
        ServerProcess leader = leader();
        try (RawClient client = new RawClient(follower(leader).redisPort)) {
            assertThat(set(client)).isEqualTo("+OK");
            leader.signal("STOP");
            try {
                assertThat(set(client)).startsWith("-TIMEOUT ");
            } finally {
                leader.signal("CONT");
            }
        }
    }

    @Test
    void a_node_is_told_to_stop_with_a_forward_under_way() throws Exception {
        ServerProcess leader = leader();
        ServerProcess follower = follower(leader);
        try (RawClient client = new RawClient(follower.redisPort)) {
            assertThat(set(client)).isEqualTo("+OK");
            leader.signal("STOP");
            try {
                client.send("SET k 1\r\n");
                awaitWriteUnderWay(follower);
                follower.stop();
                assertThat(client.line()).startsWith("-TIMEOUT ");
            } finally {
                leader.signal("CONT");
            }
        } finally {
            if (!follower.running()) {
                follower.start().awaitReady();
            }
        }
    }

    @Test
    void a_leader_is_killed_with_a_forward_under_way() throws Exception {
        ServerProcess leader = leader();
        ServerProcess follower = follower(leader);
        try (RawClient client = new RawClient(follower.redisPort)) {
            assertThat(set(client)).isEqualTo("+OK");
            leader.signal("STOP");
            client.send("SET k 1\r\n");
            awaitWriteUnderWay(follower);
            leader.kill();
            assertThat(client.line()).startsWith("-TIMEOUT ");
        } finally {
            leader.start().awaitReady();
        }
    }
}
