package dev.assay.server.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
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
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.Response;
import redis.clients.jedis.Transaction;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.params.SetParams;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    /** Runs a tool of the redis-tools package, where it is installed. */
    private static String tool(String... command) throws IOException, InterruptedException {
        Assumptions.assumeTrue(
                Files.isExecutable(Path.of("/usr/bin", command[0])), command[0] + " is missing");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            process.getOutputStream().close();
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
