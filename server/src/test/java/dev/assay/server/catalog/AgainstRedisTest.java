package dev.assay.server.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.Needed;
import dev.assay.server.command.Argv;
import dev.assay.server.command.CommandTable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Commands at random, the same to the command table over a real store and to a real Redis where one
 * is installed: both must answer the same, each time. The seed is in the failure.
 */
@Timeout(120)
class AgainstRedisTest {

    private static final int ROUNDS = Integer.getInteger("assay.redis.rounds", 40);
    private static final int COMMANDS_PER_ROUND = 250;

    private static final CommandTable TABLE = Catalog.table();

    /** k a key, v a value, n a small number, i an index, s a score, b and l bounds. */
    private static final List<String> TEMPLATES = List.of(
            "SET k v",
            "SET k v NX",
            "SET k v XX GET",
            "SET k v KEEPTTL",
            "SET k n",
            "GET k",
            "GETSET k v",
            "GETDEL k",
            "APPEND k v",
            "STRLEN k",
            "SETRANGE k n v",
            "GETRANGE k i i",
            "INCR k",
            "DECRBY k n",
            "INCRBYFLOAT k s",
            "MSET k v k v",
            "MSETNX k v k v",
            "MGET k k k",
            "SETBIT k n 1",
            "GETBIT k n",
            "BITCOUNT k i i",
            "LCS k k",
            "DEL k",
            "DEL k k",
            "EXISTS k k",
            "TYPE k",
            "RENAME k k",
            "RENAMENX k k",
            "COPY k k",
            "COPY k k REPLACE",
            "EXPIREAT k 33177117420",
            "EXPIREAT k 33177117999 GT",
            "EXPIREAT k 33177117000 LT",
            "EXPIREAT k 1",
            "EXPIRETIME k",
            "PERSIST k",
            "DBSIZE",
            "~KEYS *",
            "HSET k v v",
            "HSET k v v v v",
            "HSETNX k v v",
            "HGET k v",
            "HMGET k v v",
            "HDEL k v v",
            "HLEN k",
            "HEXISTS k v",
            "HSTRLEN k v",
            "HINCRBY k v n",
            "HINCRBYFLOAT k v s",
            "~HKEYS k",
            "~HVALS k",
            "~HGETALL k",
            "LPUSH k v",
            "RPUSH k v v v",
            "RPUSH k v v v v v",
            "LPUSHX k v",
            "LPOP k",
            "RPOP k n",
            "LMPOP 2 k k LEFT COUNT 2",
            "LMOVE k k LEFT RIGHT",
            "LMOVE k k RIGHT LEFT",
            "RPOPLPUSH k k",
            "LLEN k",
            "LRANGE k i i",
            "LRANGE k 0 -1",
            "LINDEX k i",
            "LSET k i v",
            "LINSERT k BEFORE v v",
            "LINSERT k AFTER v v",
            "LREM k i v",
            "LTRIM k i i",
            "LPOS k v RANK -1",
            "LPOS k v COUNT 0",
            "SADD k v v",
            "SADD k v v v",
            "SREM k v",
            "SMOVE k k v",
            "SCARD k",
            "SISMEMBER k v",
            "SMISMEMBER k v v",
            "~SMEMBERS k",
            "~SINTER k k",
            "~SUNION k k",
            "~SDIFF k k",
            "SINTERSTORE k k k",
            "SUNIONSTORE k k k",
            "SDIFFSTORE k k k",
            "SINTERCARD 2 k k",
            "ZADD k s v",
            "ZADD k s v s v s v",
            "ZADD k NX s v",
            "ZADD k GT CH s v",
            "ZADD k LT s v",
            "ZADD k INCR s v",
            "ZINCRBY k s v",
            "ZREM k v",
            "ZCARD k",
            "ZSCORE k v",
            "ZMSCORE k v v",
            "ZRANK k v",
            "ZREVRANK k v",
            "ZRANGE k i i",
            "ZRANGE k 0 -1 WITHSCORES",
            "ZREVRANGE k i i WITHSCORES",
            "ZRANGEBYSCORE k b b",
            "ZREVRANGEBYSCORE k b b LIMIT 1 2",
            "ZCOUNT k b b",
            "ZRANGESTORE k k i i",
            "ZREMRANGEBYRANK k i i",
            "ZREMRANGEBYSCORE k b b",
            "ZPOPMIN k",
            "ZPOPMAX k n",
            "ZMPOP 2 k k MIN",
            "ZUNION 2 k k WITHSCORES",
            "ZINTER 2 k k WEIGHTS 2 3 WITHSCORES",
            "ZDIFF 2 k k",
            "ZUNIONSTORE k 2 k k AGGREGATE MAX",
            "ZINTERSTORE k 2 k k",
            "ZDIFFSTORE k 2 k k",
            "ZINTERCARD 2 k k");

    @TempDir
    Path directory;

    private static String word(String template, Random random) {
        return switch (template) {
            case "k" -> "key" + random.nextInt(4);
            case "v" -> "abcdefgh".substring(random.nextInt(8)).substring(0, 1);
            case "n" -> "" + random.nextInt(12);
            case "i" -> "" + (random.nextInt(9) - 4);
            case "s" -> "" + (random.nextInt(16) - 4) / 2.0;
            case "b" -> (random.nextBoolean() ? "(" : "") + (random.nextInt(12) - 4) / 2.0;
            default -> template;
        };
    }

    private static Argv argv(String template, Random random) {
        List<String> words = new ArrayList<>();
        for (String word : template.split(" ")) {
            words.add(word(word, random));
        }
        return Argv.of(words.toArray(String[]::new));
    }

    @Test
    void both_answer_the_same() throws IOException, InterruptedException {
        Needed.redisProgram(RedisOracle.PROGRAM);
        long seed = Long.getLong("assay.redis.seed", System.nanoTime());
        try (RedisOracle redis = RedisOracle.start();
                StoreKeys keys = new StoreKeys(directory)) {
            for (int round = 0; round < ROUNDS; round++) {
                round(seed + round, redis, keys);
            }
        }
    }

    private static void round(long seed, RedisOracle redis, StoreKeys keys) throws IOException {
        Random random = new Random(seed);
        List<String> sent = new ArrayList<>();
        keys.clear();
        redis.answer(Argv.of("flushall"), false);
        for (int i = 0; i < COMMANDS_PER_ROUND; i++) {
            String template = TEMPLATES.get(random.nextInt(TEMPLATES.size()));
            boolean anyOrder = template.startsWith("~");
            Argv argv = argv(anyOrder ? template.substring(1) : template, random);
            sent.add(argv.toString());
            assertThat(Cases.text(keys.run(TABLE, argv), anyOrder))
                    .as("%s, -Dassay.redis.seed=%d, after %s", argv, seed, sent)
                    .isEqualTo(redis.answer(argv, anyOrder));
        }
    }
}
