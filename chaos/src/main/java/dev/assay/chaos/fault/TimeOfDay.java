package dev.assay.chaos.fault;

import dev.assay.bench.cluster.Cluster;
import dev.assay.bench.system.Protocol;

import org.jspecify.annotations.Nullable;

import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.exceptions.JedisException;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What time a node says it is: {@code TIME} of the Redis protocol. */
final class TimeOfDay {
    private static final int TIMEOUT_MS = 1_000;
    private static final long MILLIS = 1_000;
    private static final JedisClientConfig CONFIG = DefaultJedisClientConfig.builder()
            .timeoutMillis(TIMEOUT_MS)
            .autoNegotiateProtocol(false)
            .build();

    private TimeOfDay() {}

    /** Milliseconds since 1970, or null when it cannot be asked or does not answer. */
    static @Nullable Long of(Cluster cluster, String node) {
        if (!cluster.system().protocols().containsKey(Protocol.REDIS)) {
            return null;
        }
        HostAndPort at = new HostAndPort(
                cluster.addresses().own(node), cluster.system().port(Protocol.REDIS));
        try (Jedis jedis = new Jedis(at, CONFIG)) {
            Object reply = jedis.sendCommand(redis.clients.jedis.Protocol.Command.TIME);
            if (reply instanceof List<?> words && words.get(0) instanceof byte[] seconds) {
                return Long.parseLong(new String(seconds, StandardCharsets.US_ASCII)) * MILLIS;
            }
            return null;
        } catch (JedisException | NumberFormatException e) {
            return null;
        }
    }
}
