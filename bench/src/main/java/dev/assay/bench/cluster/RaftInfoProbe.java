package dev.assay.bench.cluster;

import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.commands.ProtocolCommand;
import redis.clients.jedis.exceptions.JedisException;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code RAFT INFO} and {@code RAFT LEADER}, as uhaha has them: name and value by turns, from the
 * {@code Stats()} of HashiCorp's Raft library. A node is ready once it knows a leader.
 */
final class RaftInfoProbe implements StatusProbe {
    private static final JedisClientConfig CONFIG = DefaultJedisClientConfig.builder()
            .timeoutMillis(TIMEOUT_MS)
            .autoNegotiateProtocol(false)
            .build();
    private static final ProtocolCommand RAFT = () -> "RAFT".getBytes(StandardCharsets.US_ASCII);

    private final int port;

    RaftInfoProbe(int port) {
        this.port = port;
    }

    @Override
    public NodeStatus ask(String host) {
        try (Jedis jedis = new Jedis(new HostAndPort(host, port), CONFIG)) {
            Map<String, Object> info = new HashMap<>();
            if (jedis.sendCommand(RAFT, "INFO") instanceof List<?> words) {
                for (int i = 0; i + 1 < words.size(); i += 2) {
                    info.put(text(words.get(i)), text(words.get(i + 1)));
                }
            }
            boolean knowsLeader = !text(jedis.sendCommand(RAFT, "LEADER")).isEmpty();
            return new NodeStatus(
                    knowsLeader,
                    "Leader".equals(info.get("state")),
                    number(info, "term"),
                    1 + (int) number(info, "num_peers"),
                    info);
        } catch (JedisException | NumberFormatException e) {
            return NodeStatus.SILENT;
        }
    }

    private static long number(Map<String, Object> info, String name) {
        return Long.parseLong(info.getOrDefault(name, "0").toString());
    }

    private static String text(@org.jspecify.annotations.Nullable Object reply) {
        return reply instanceof byte[] bytes
                ? new String(bytes, StandardCharsets.UTF_8)
                : reply == null ? "" : reply.toString();
    }
}
