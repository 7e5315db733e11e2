package dev.assay.server.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.assay.server.Needed;

import io.lettuce.core.TransactionResult;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPool;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.Response;
import redis.clients.jedis.Transaction;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.params.SetParams;
import redis.clients.jedis.resps.Tuple;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The clients that people have, against one node in memory. */
@Timeout(120)
class ClientsIT {

    @TempDir
    static Path home;

    private static InProcess node;

    @BeforeAll
    static void start() {
        node = new InProcess(home, true);
    }

    @AfterAll
    static void stop() {
        node.close();
        assertThat(home.resolve("inmem")).doesNotExist();
    }

    @Test
    void jedis() {
        try (Jedis jedis = new Jedis("127.0.0.1", node.redisPort)) {
            assertThat(jedis.ping()).isEqualTo("PONG");
            assertThat(jedis.set("j", "1")).isEqualTo("OK");
            assertThat(jedis.get("j")).isEqualTo("1");
            assertThat(jedis.set("j", "2", SetParams.setParams().nx())).isNull();
            assertThat(jedis.incr("j")).isEqualTo(2);
            assertThat(jedis.mset("j1", "1", "j2", "2")).isEqualTo("OK");
            assertThat(jedis.mget("j1", "j2", "j3")).containsExactly("1", "2", null);
            assertThat(jedis.exists("j1", "j3")).isEqualTo(1);
            assertThat(jedis.del("j1", "j2")).isEqualTo(2);
            assertThat(jedis.info()).contains("raft_role:LEADER");
            assertThat(jedis.set("j", "1", SetParams.setParams().ex(10))).isEqualTo("OK");
            assertThat(jedis.ttl("j")).isBetween(1L, 10L);
            assertThatThrownBy(() -> jedis.set("j", "1", SetParams.setParams().ex(0)))
                    .isInstanceOf(JedisDataException.class)
                    .hasMessage("ERR invalid expire time in 'set' command");
        }
    }

    @Test
    void jedis_transaction_with_watch() {
        try (Jedis mine = new Jedis("127.0.0.1", node.redisPort);
                Jedis theirs = new Jedis("127.0.0.1", node.redisPort)) {
            mine.set("w", "1");
            mine.watch("w");
            Transaction first = mine.multi();
            first.set("w", "2");
            assertThat(first.exec()).containsExactly("OK");
            mine.watch("w");
            theirs.set("w", "3");
            Transaction second = mine.multi();
            second.set("w", "4");
            assertThat(second.exec()).isNull();
            assertThat(mine.get("w")).isEqualTo("3");
        }
    }

    @Test
    void jedis_pipeline_reads_its_own_writes() {
        try (Jedis jedis = new Jedis("127.0.0.1", node.redisPort)) {
            Pipeline pipeline = jedis.pipelined();
            List<Response<String>> read = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                pipeline.set("p", "" + i);
                read.add(pipeline.get("p"));
            }
            pipeline.sync();
            for (int i = 0; i < 200; i++) {
                assertThat(read.get(i).get()).isEqualTo("" + i);
            }
        }
    }

    @Test
    void jedis_pool() {
        try (JedisPool pool = new JedisPool("127.0.0.1", node.redisPort);
                Jedis jedis = pool.getResource()) {
            jedis.set("pool", "1");
            assertThat(jedis.get("pool")).isEqualTo("1");
        }
    }

    @Test
    void redis_client_with_resp3() {
        try (RedisClient client = RedisClient.create("127.0.0.1", node.redisPort)) {
            client.set("client", "1");
            assertThat(client.get("client")).isEqualTo("1");
            assertThat(client.get("nosuch")).isNull();
        }
        try (Jedis jedis = new Jedis(
                new HostAndPort("127.0.0.1", node.redisPort),
                DefaultJedisClientConfig.builder()
                        .protocol(RedisProtocol.RESP3)
                        .clientName("me")
                        .build())) {
            assertThat(jedis.clientGetname()).isEqualTo("me");
        }
    }

    @Test
    void a_value_may_be_any_bytes_and_large() {
        byte[] large = new byte[1024 * 1024];
        for (int i = 0; i < large.length; i++) {
            large[i] = (byte) i;
        }
        try (Jedis jedis = new Jedis("127.0.0.1", node.redisPort)) {
            jedis.set("large".getBytes(StandardCharsets.UTF_8), large);
            assertThat(jedis.get("large".getBytes(StandardCharsets.UTF_8))).isEqualTo(large);
        }
    }

    @Test
    void a_protocol_error_is_told_behind_the_replies_and_ends_the_connection() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", node.redisPort)) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write("SET e 1\r\nGET e\r\n*x\r\n".getBytes(StandardCharsets.UTF_8));
            InputStream in = socket.getInputStream();
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(
                            "+OK\r\n$1\r\n1\r\n-ERR Protocol error: invalid multibulk length\r\n");
        }
    }

    @Test
    void redis_cli() throws IOException, InterruptedException {
        assertThat(tool("redis-cli", "-p", "" + node.redisPort, "SET", "cli", "1"))
                .isEqualTo("OK\n");
        assertThat(tool("redis-cli", "-3", "-p", "" + node.redisPort, "GET", "cli"))
                .isEqualTo("1\n");
    }

    @Test
    void redis_benchmark() throws IOException, InterruptedException {
        String plain = tool(
                "redis-benchmark", "-p", "" + node.redisPort, "-t", "set,get", "-n", "5000", "-q");
        String pipelined = tool(
                "redis-benchmark",
                "-p",
                "" + node.redisPort,
                "-t",
                "set,get",
                "-n",
                "20000",
                "-P",
                "16",
                "-q");
        assertThat(plain + pipelined)
                .contains("SET: ")
                .contains("GET: ")
                .doesNotContain("WARNING")
                .doesNotContain("Error");
    }

    @Test
    void jedis_with_every_type() {
        try (Jedis jedis = new Jedis("127.0.0.1", node.redisPort)) {
            jedis.hset("types:h", Map.of("f", "1", "g", "2"));
            assertThat(jedis.hgetAll("types:h")).isEqualTo(Map.of("f", "1", "g", "2"));
            jedis.rpush("types:l", "a", "b", "c");
            assertThat(jedis.lrange("types:l", 0, -1)).containsExactly("a", "b", "c");
            jedis.sadd("types:s", "a", "b");
            assertThat(jedis.smembers("types:s")).containsExactlyInAnyOrder("a", "b");
            jedis.zadd("types:z", Map.of("a", 1.5, "b", 2.0));
            assertThat(jedis.zrangeWithScores("types:z", 0, -1))
                    .containsExactly(new Tuple("a", 1.5), new Tuple("b", 2.0));
            assertThat(jedis.keys("types:*")).hasSize(4);
            assertThat(jedis.type("types:z")).isEqualTo("zset");
        }
    }

    @Test
    void a_key_ends_by_itself() {
        try (Jedis jedis = new Jedis("127.0.0.1", node.redisPort)) {
            jedis.psetex("ends", 300, "1");
            jedis.hset("ends:h", "f", "v");
            jedis.pexpire("ends:h", 300);
            assertThat(jedis.get("ends")).isEqualTo("1");
            await().atMost(Duration.ofSeconds(10)).until(() -> jedis.get("ends") == null);
            await().atMost(Duration.ofSeconds(10)).until(() -> jedis.hlen("ends:h") == 0);
            assertThat(jedis.exists("ends", "ends:h")).isZero();
        }
    }

    @Test
    void redis_client_reads_every_type_with_resp3() {
        try (RedisClient client = RedisClient.create("127.0.0.1", node.redisPort)) {
            client.zadd("r3:z", Map.of("a", 1.5, "b", 2.0));
            assertThat(client.zscore("r3:z", "a")).isEqualTo(1.5);
            assertThat(client.zrangeWithScores("r3:z", 0, -1))
                    .containsExactly(new Tuple("a", 1.5), new Tuple("b", 2.0));
            assertThat(client.zpopmin("r3:z")).isEqualTo(new Tuple("a", 1.5));
            client.hset("r3:h", Map.of("f", "1", "g", "2"));
            assertThat(client.hgetAll("r3:h")).isEqualTo(Map.of("f", "1", "g", "2"));
            assertThat(client.hrandfieldWithValues("r3:h", 2)).hasSize(2);
            client.sadd("r3:s", "a", "b");
            assertThat(client.smembers("r3:s")).containsExactlyInAnyOrder("a", "b");
            assertThat(client.spop("r3:s", 2)).containsExactlyInAnyOrder("a", "b");
            assertThat(client.scan("0", new ScanParams().match("r3:*").count(1_000))
                            .getResult())
                    .containsExactlyInAnyOrder("r3:z", "r3:h");
        }
    }

    @Test
    void jedis_cluster() {
        try (RedisClusterClient cluster =
                RedisClusterClient.create(Set.of(new HostAndPort("127.0.0.1", node.redisPort)))) {
            assertThat(cluster.set("cluster", "1")).isEqualTo("OK");
            assertThat(cluster.incr("cluster")).isEqualTo(2);
            cluster.hset("cluster:h", "f", "v");
            assertThat(cluster.hget("cluster:h", "f")).isEqualTo("v");
        }
    }

    @Test
    void lettuce() {
        io.lettuce.core.RedisClient client =
                io.lettuce.core.RedisClient.create("redis://127.0.0.1:" + node.redisPort);
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            RedisCommands<String, String> commands = connection.sync();
            assertThat(commands.set("lettuce", "1")).isEqualTo("OK");
            assertThat(commands.incr("lettuce")).isEqualTo(2);
            commands.hset("lettuce:h", Map.of("f", "v"));
            assertThat(commands.hgetall("lettuce:h")).isEqualTo(Map.of("f", "v"));
            commands.zadd("lettuce:z", 1.5, "a");
            assertThat(commands.zscore("lettuce:z", "a")).isEqualTo(1.5);
            commands.rpush("lettuce:l", "a", "b");
            assertThat(commands.lrange("lettuce:l", 0, -1)).containsExactly("a", "b");
            commands.multi();
            commands.sadd("lettuce:s", "a");
            commands.smembers("lettuce:s");
            TransactionResult result = commands.exec();
            assertThat((Object) result.get(0)).isEqualTo(1L);
            assertThat((Object) result.get(1)).isEqualTo(Set.of("a"));
            assertThat(commands.expire("lettuce", 100)).isTrue();
            assertThat(commands.ttl("lettuce")).isBetween(1L, 100L);
        } finally {
            client.shutdown(0, 1, TimeUnit.SECONDS);
        }
    }

    @Test
    void redis_cli_in_all_its_ways() throws IOException, InterruptedException {
        String port = "" + node.redisPort;
        assertThat(toolWithInput("SET cli:a 1\nGET cli:a\nquit\n", "redis-cli", "-p", port))
                .isEqualTo("OK\n1\n");
        assertThat(toolWithInput(
                        "SET cli:p1 1\r\nRPUSH cli:p2 a b\r\n", "redis-cli", "-p", port, "--pipe"))
                .contains("errors: 0, replies: 2");
        assertThat(tool("redis-cli", "-p", port, "--scan", "--pattern", "cli:p?")
                        .lines())
                .containsExactlyInAnyOrder("cli:p1", "cli:p2");
        assertThat(tool("redis-cli", "-3", "-p", port, "RPOP", "cli:p2")).isEqualTo("b\n");
        assertThat(tool("redis-cli", "-c", "-p", port, "GET", "cli:p1")).isEqualTo("1\n");
        assertThat(tool("redis-cli", "-p", port, "--latency", "--raw", "-i", "1"))
                .matches("(?s)[0-9. ]+\\R?");
        assertThat(firstLines(3, "redis-cli", "-p", port, "--stat", "-i", "0.1"))
                .last()
                .asString()
                .matches("[0-9]+ +[0-9.]+[KMG]? +[0-9]+ .*");
    }

    @Test
    void redis_benchmark_runs_every_test_to_its_end() throws IOException, InterruptedException {
        String output =
                tool("redis-benchmark", "-p", "" + node.redisPort, "-n", "500", "-c", "20", "-q");
        assertThat(output)
                .contains("PING_INLINE", "PING_MBULK", "SET", "GET", "INCR", "LPUSH", "RPUSH")
                .contains("LPOP", "RPOP", "SADD", "HSET", "SPOP", "ZADD", "ZPOPMIN")
                .contains("LRANGE_100", "LRANGE_300", "LRANGE_500", "LRANGE_600", "MSET (10 keys)")
                .doesNotContain("WARNING")
                .doesNotContain("Error");
    }

    /** Runs a tool that does not end by itself until it has printed so many lines. */
    private static List<String> firstLines(int count, String... command) throws IOException {
        Needed.redisProgram(command[0]);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader output = process.inputReader()) {
            List<String> lines = new ArrayList<>();
            while (lines.size() < count) {
                lines.add(output.readLine());
            }
            return lines;
        } finally {
            process.destroyForcibly();
        }
    }

    private static String tool(String... command) throws IOException, InterruptedException {
        return toolWithInput("", command);
    }

    /** Runs a tool of the redis-tools package, where it is installed. */
    private static String toolWithInput(String input, String... command)
            throws IOException, InterruptedException {
        Needed.redisProgram(command[0]);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            try (OutputStream in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(output).isZero();
            return output;
        } finally {
            process.destroyForcibly();
        }
    }
}
