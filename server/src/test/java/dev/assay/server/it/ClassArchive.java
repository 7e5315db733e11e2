package dev.assay.server.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import redis.clients.jedis.RedisClient;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/**
 * Writes the classes that a node loads into an archive beside the jar, from which the JVM maps them
 * (class data sharing): a node is ready sooner, for less work ({@code server/speed/start}). The
 * build calls it after each new jar. A JVM of another version or a jar that was moved leaves the
 * archive alone; nothing depends on there being one.
 */
public final class ClassArchive {

    private ClassArchive() {}

    /** Never fails the build; says why there is no archive. */
    public static void main(String[] args) throws IOException {
        Path archive = ServerProcess.CLASSES;
        if (isNewer(archive)) {
            return;
        }
        Files.deleteIfExists(archive);
        Path home = Files.createTempDirectory(archive.getParent(), "class-archive");
        try {
            Path made = home.resolve("made");
            record(home, made);
            Files.move(made, archive, StandardCopyOption.ATOMIC_MOVE);
        } catch (AssertionError | Exception e) {
            System.out.println("no " + archive + ", so nodes start more slowly: " + e);
        } finally {
            WithNodes.delete(home);
        }
    }

    private static boolean isNewer(Path archive) throws IOException {
        return Files.exists(archive)
                && Files.getLastModifiedTime(archive)
                                .compareTo(Files.getLastModifiedTime(ServerProcess.JAR))
                        > 0;
    }

    /** A leader with a follower, which also answers clients: few classes are loaded after that. */
    private static void record(Path home, Path archive) {
        try (ServerProcess leader = new ServerProcess(home, "leader");
                ServerProcess follower = new ServerProcess(home, "follower")) {
            leader.jvmFlag("-XX:ArchiveClassesAtExit=" + archive);
            leader.start().awaitReady();
            follower.join(leader).awaitReady();
            assertThat(leader.http().post("/key", "{\"a\":\"1\"}").status()).isEqualTo(200);
            assertThat(leader.http().get("/key/a").status()).isEqualTo(200);
            try (RedisClient redis = RedisClient.create("127.0.0.1", leader.redisPort)) {
                redis.set("b", "1");
                redis.hset("c", Map.of("field", "1"));
                redis.mget("a", "b");
            }
            await("the follower is out")
                    .atMost(ServerProcess.READY_MAX)
                    .until(() -> leader.http()
                                    .post("/leave", "{\"id\":\"follower\"}")
                                    .status()
                            == 200);
            follower.awaitExit();
            assertThat(leader.stop()).as(leader::log).isIn(0, 143);
            assertThat(archive).as(leader::log).exists();
        }
    }
}
