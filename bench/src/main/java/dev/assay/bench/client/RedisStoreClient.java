package dev.assay.bench.client;

import dev.assay.bench.system.CasStyle;
import dev.assay.bench.system.OutcomeTable;
import dev.assay.bench.system.SystemDescription;

import org.jspecify.annotations.Nullable;

import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.Transaction;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** RESP through a plain {@link Jedis}: one connection, no pool, no retries. */
final class RedisStoreClient implements StoreClient {
    private static final String CAS_SCRIPT =
            "if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('SET', KEYS[1], ARGV[2]) "
                    + "return 1 else return 0 end";

    private final HostAndPort node;
    private final JedisClientConfig config;
    private final CasStyle cas;
    private final OutcomeTable outcomes;
    private @Nullable Jedis connection;

    RedisStoreClient(SystemDescription system, InetSocketAddress node, Duration timeout) {
        this.node = new HostAndPort(node.getHostString(), node.getPort());
        this.config = DefaultJedisClientConfig.builder()
                .timeoutMillis((int) timeout.toMillis())
                // Nothing but what is recorded goes over the line.
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                .autoNegotiateProtocol(false)
                .build();
        this.cas = system.cas();
        this.outcomes = new OutcomeTable(system.definite());
    }

    @Override
    public Outcome invoke(Request request) {
        Jedis jedis;
        try {
            jedis = connected();
        } catch (JedisException e) {
            close();
            return new Outcome.Failed("not connected: " + e.getMessage());
        }
        try {
            return ask(jedis, request);
        } catch (JedisDataException e) {
            return Outcome.refused(outcomes, request, String.valueOf(e.getMessage()));
        } catch (JedisException e) {
            close();
            return Outcome.lost(request, String.valueOf(e.getMessage()));
        }
    }

    private Jedis connected() {
        Jedis open = connection;
        if (open == null) {
            open = new Jedis(node, config);
            connection = open;
            // A proxy accepts for a node that is gone. What breaks here was never sent.
            open.ping();
        }
        return open;
    }

    private Outcome ask(Jedis jedis, Request request) {
        if (request instanceof Request.Read read) {
            String value = jedis.get(read.key());
            return new Outcome.Ok(value == null ? null : (Object) Long.parseLong(value));
        }
        if (request instanceof Request.Write write) {
            requireOk(jedis.set(write.key(), Long.toString(write.value())));
            return new Outcome.Ok(write.value());
        }
        if (request instanceof Request.Call call) {
            return RedisCalls.ask(jedis, call);
        }
        return compareAndSet(jedis, (Request.Cas) request);
    }

    private Outcome compareAndSet(Jedis jedis, Request.Cas request) {
        boolean set = switch (cas) {
            case IFEQ -> ifEq(jedis, request);
            case LUA -> lua(jedis, request);
            case WATCH_MULTI -> {
                @Nullable Boolean done = watchMulti(jedis, request);
                if (done == null) {
                    yield false;
                }
                if (!done) {
                    // Another client came between: nothing was set, and nothing was seen.
                    throw new JedisDataException("ERR watched key changed");
                }
                yield true;
            }
            case NONE ->
                throw new IllegalStateException(
                        "cas asked of a system whose description says cas: none");
        };
        return set ? new Outcome.Ok(request.argument()) : new Outcome.Mismatch();
    }

    private static boolean ifEq(Jedis jedis, Request.Cas request) {
        Object reply = jedis.sendCommand(
                Protocol.Command.SET,
                request.key(),
                Long.toString(request.to()),
                "IFEQ",
                Long.toString(request.from()));
        if (reply == null) {
            return false;
        }
        requireOk(new String((byte[]) reply, StandardCharsets.UTF_8));
        return true;
    }

    private static boolean lua(Jedis jedis, Request.Cas request) {
        Object reply = jedis.eval(
                CAS_SCRIPT,
                List.of(request.key()),
                List.of(Long.toString(request.from()), Long.toString(request.to())));
        return Long.valueOf(1).equals(reply);
    }

    /** True: set. Null: compared unequal. False: the key changed between the look and the set. */
    private static @Nullable Boolean watchMulti(Jedis jedis, Request.Cas request) {
        jedis.watch(request.key());
        if (!Long.toString(request.from()).equals(jedis.get(request.key()))) {
            jedis.unwatch();
            return null;
        }
        try (Transaction transaction = jedis.multi()) {
            transaction.set(request.key(), Long.toString(request.to()));
            return transaction.exec() != null;
        }
    }

    private static void requireOk(@Nullable String reply) {
        if (!"OK".equals(reply)) {
            throw new JedisConnectionException("SET answered '" + reply + "', expected OK");
        }
    }

    @Override
    public void close() {
        Jedis open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (JedisException e) {
                // The connection is given up; that it is broken is why.
            }
        }
    }
}
