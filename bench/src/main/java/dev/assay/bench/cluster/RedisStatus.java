package dev.assay.bench.cluster;

import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.exceptions.JedisException;

import java.util.HashMap;
import java.util.Map;

/** A probe of nodes that tell of themselves by Redis' protocol. One that does not is silent. */
abstract class RedisStatus implements StatusProbe {

    private static final JedisClientConfig CONFIG = DefaultJedisClientConfig.builder()
            .timeoutMillis(TIMEOUT_MS)
            .autoNegotiateProtocol(false)
            .build();

    private final int port;

    RedisStatus(int port) {
        this.port = port;
    }

    /**
     * What a node says.
     *
     * @throws JedisException if it does not answer, as
     * @throws NumberFormatException if its answer cannot be read
     */
    abstract NodeStatus ask(Jedis node);

    @Override
    public final NodeStatus ask(String host) {
        try (Jedis node = new Jedis(new HostAndPort(host, port), CONFIG)) {
            return ask(node);
        } catch (JedisException | NumberFormatException e) {
            return NodeStatus.SILENT;
        }
    }

    /** The fields of a section of INFO. */
    static Map<String, Object> info(Jedis node, String section) {
        Map<String, Object> info = new HashMap<>();
        for (String line : node.info(section).split("\r\n")) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                info.put(line.substring(0, colon), line.substring(colon + 1));
            }
        }
        return info;
    }

    /** A field that is a number, 0 where it is missing. */
    static long number(Map<String, Object> info, String name) {
        return Long.parseLong(info.getOrDefault(name, "0").toString());
    }
}
