package dev.assay.server.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The walk through hraftd's README, with processes that are killed and started again. */
@Timeout(180)
class ReadmeWalkIT {

    @TempDir
    Path home;

    @Test
    void the_walk_of_hraftd() {
        try (ServerProcess first = new ServerProcess(home, "node0");
                ServerProcess second = new ServerProcess(home, "node1");
                ServerProcess third = new ServerProcess(home, "node2")) {
            first.start().awaitReady();
            assertThat(first.http().post("/key", "{\"user1\": \"batman\"}"))
                    .isEqualTo(new Http.Answer(200, ""));
            assertThat(first.http().get("/key/user1").body()).isEqualTo("{\"user1\":\"batman\"}");

            second.join(first).awaitReady();
            third.join(second).awaitReady();
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                assertThat(third.status().path("members").size()).isEqualTo(3);
                assertThat(third.status().path("formed").asBoolean()).isTrue();
            });
            for (ServerProcess node : List.of(first, second, third)) {
                assertThat(node.http().get("/key/user1").body())
                        .isEqualTo("{\"user1\":\"batman\"}");
            }
            assertThat(third.http().post("/key", "{\"user2\": \"robin\"}").status())
                    .isEqualTo(200);
            for (ServerProcess node : List.of(first, second, third)) {
                assertThat(node.http().get("/key/user2").body()).isEqualTo("{\"user2\":\"robin\"}");
            }

            first.kill();
            await("a new leader takes writes")
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(second.http()
                                    .post("/key", "{\"user3\": \"joker\"}")
                                    .status())
                            .isEqualTo(200));
            assertThat(third.http().get("/key/user3").body()).isEqualTo("{\"user3\":\"joker\"}");

            first.start().awaitReady();
            assertThat(first.http().get("/key/user3").body()).isEqualTo("{\"user3\":\"joker\"}");

            // A restart goes on with its group, whether or not the member it once joined answers.
            second.kill();
            first.kill();
            second.join(first).awaitReady();
            assertThat(second.http().get("/key/user1").body()).isEqualTo("{\"user1\":\"batman\"}");

            assertThat(third.stop()).as("status after SIGTERM").isEqualTo(128 + 15);
            assertThat(third.log()).contains("stopped");
        }
    }
}
