package dev.assay.bench.cluster;

import org.jspecify.annotations.Nullable;

import redis.clients.jedis.Jedis;
import redis.clients.jedis.commands.ProtocolCommand;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code RAFT INFO} and {@code RAFT LEADER}, as uhaha has them: name and value by turns, from the
 * {@code Stats()} of HashiCorp's Raft library. A node is ready once it knows a leader.
 */
final class RaftInfoProbe extends RedisStatus {

    private static final ProtocolCommand RAFT = () -> "RAFT".getBytes(StandardCharsets.US_ASCII);

    RaftInfoProbe(int port) {
        super(port);
    }

    @Override
    NodeStatus ask(Jedis node) {
        Map<String, Object> info = new HashMap<>();
        if (node.sendCommand(RAFT, "INFO") instanceof List<?> words) {
            for (int i = 0; i + 1 < words.size(); i += 2) {
                info.put(text(words.get(i)), text(words.get(i + 1)));
            }
        }
        boolean knowsLeader = !text(node.sendCommand(RAFT, "LEADER")).isEmpty();
        return new NodeStatus(
                knowsLeader,
                "Leader".equals(info.get("state")),
                number(info, "term"),
                1 + (int) number(info, "num_peers"),
                info);
    }

    private static String text(@Nullable Object reply) {
        return reply instanceof byte[] bytes
                ? new String(bytes, StandardCharsets.UTF_8)
                : reply == null ? "" : reply.toString();
    }
}
