package dev.assay.bench.client;

import org.jspecify.annotations.Nullable;

import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.Response;
import redis.clients.jedis.Transaction;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.params.SetParams;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Operations of data types over the Redis protocol. */
final class RedisCalls {

    private static final char PADDING = 'p';
    /** How long a blocking pop waits; far less than a client does. */
    private static final String BLOCK_SECONDS = "0.1";

    private RedisCalls() {}

    static Outcome ask(Jedis jedis, Request.Call call) {
        String key = call.key();
        Object argument = call.argument();
        return switch (call.op()) {
            case COUNTER_INCR -> new Outcome.Ok(jedis.incrBy(key, number(argument)));
            case COUNTER_READ -> {
                String value = jedis.get(key);
                yield new Outcome.Ok(value == null ? 0L : Long.parseLong(value));
            }
            case SET_ADD -> {
                jedis.sadd(key, text(argument));
                yield new Outcome.Ok(argument);
            }
            case SET_READ -> new Outcome.Ok(numbers(jedis.smembers(key)));
            case LIST_APPEND, QUEUE_ENQUEUE -> {
                jedis.rpush(key, text(argument));
                yield new Outcome.Ok(argument);
            }
            case LIST_READ -> new Outcome.Ok(numbers(jedis.lrange(key, 0, -1)));
            case QUEUE_DEQUEUE -> {
                String value = jedis.lpop(key);
                yield new Outcome.Ok(value == null ? null : (Object) Long.parseLong(value));
            }
            case QUEUE_BLOCKING_POP -> {
                // Not Jedis' own call, which waits for ever on a link that is cut.
                Object reply = jedis.sendCommand(Protocol.Command.BLPOP, key, BLOCK_SECONDS);
                yield new Outcome.Ok(
                        reply == null
                                ? null
                                : (Object) Long.parseLong(bytes(list(reply).get(1))));
            }
            case BIG_WRITE -> {
                jedis.set(key, padded(number(argument), call.size()));
                yield new Outcome.Ok(argument);
            }
            case BIG_READ -> new Outcome.Ok(unpadded(jedis.get(key), call.size()));
            case STALE_READ -> {
                jedis.sendCommand(Protocol.Command.READONLY);
                String value = jedis.get(key);
                yield new Outcome.Ok(value == null ? null : (Object) Long.parseLong(value));
            }
            case EXPIRING_WRITE -> {
                List<?> pair = list(argument);
                long life = ((Number) pair.get(1)).longValue();
                jedis.set(key, text(pair.get(0)), SetParams.setParams().px(life));
                yield new Outcome.Ok(argument);
            }
            case DELETE -> {
                jedis.del(key);
                yield new Outcome.Ok(null);
            }
            case READ_ALL -> readAll(jedis, list(argument));
            case TXN -> transaction(jedis, list(argument));
            case LIST_TXN -> listTransaction(jedis, list(argument));
            case TRANSFER -> transfer(jedis, list(argument));
        };
    }

    private static Outcome readAll(Jedis jedis, List<?> keys) {
        List<String> values =
                jedis.mget(keys.stream().map(Object::toString).toArray(String[]::new));
        List<@Nullable Object> read = new ArrayList<>();
        values.forEach(value -> read.add(value == null ? null : (Object) Long.parseLong(value)));
        return new Outcome.Ok(read);
    }

    /** Steps are {@code [r KEY null]} and {@code [w KEY VALUE]}; the result has what was read. */
    private static Outcome transaction(Jedis jedis, List<?> steps) {
        List<List<@Nullable Object>> done = new ArrayList<>();
        List<Response<?>> replies = new ArrayList<>();
        try (Transaction multi = jedis.multi()) {
            for (Object step : steps) {
                List<?> words = list(step);
                String key = text(words.get(1));
                replies.add(
                        words.get(0).equals("r")
                                ? multi.get(key)
                                : multi.set(key, text(words.get(2))));
            }
            if (multi.exec() == null) {
                throw new JedisDataException("ERR EXEC without WATCH answered nothing");
            }
        }
        for (int i = 0; i < steps.size(); i++) {
            List<?> words = list(steps.get(i));
            List<@Nullable Object> step = new ArrayList<>();
            step.add(words.get(0));
            step.add(words.get(1));
            if (words.get(0).equals("r")) {
                @Nullable Object value = replies.get(i).get();
                step.add(value == null ? null : (Object) Long.parseLong(value.toString()));
            } else {
                replies.get(i).get(); // throws what the command was refused with
                step.add(words.get(2));
            }
            done.add(step);
        }
        return new Outcome.Ok(done);
    }

    /** Steps are {@code [r KEY null]} and {@code [append KEY VALUE]}; the result has what was read. */
    private static Outcome listTransaction(Jedis jedis, List<?> steps) {
        List<Response<?>> replies = new ArrayList<>();
        try (Transaction multi = jedis.multi()) {
            for (Object step : steps) {
                List<?> words = list(step);
                String key = text(words.get(1));
                replies.add(
                        words.get(0).equals("r")
                                ? multi.lrange(key, 0, -1)
                                : multi.rpush(key, text(words.get(2))));
            }
            if (multi.exec() == null) {
                throw new JedisDataException("ERR EXEC without WATCH answered nothing");
            }
        }
        List<Object> done = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            List<?> words = list(steps.get(i));
            Object reply = replies.get(i).get(); // throws what the command was refused with
            if (words.get(0).equals("r")) {
                List<Object> values = new ArrayList<>();
                list(reply).forEach(value -> values.add(Long.parseLong(text(value))));
                done.add(List.of("r", text(words.get(1)), values));
            } else {
                done.add(words);
            }
        }
        return new Outcome.Ok(done);
    }

    /** {@code [FROM TO AMOUNT]}; refused when there is not enough, or when another came between. */
    private static Outcome transfer(Jedis jedis, List<?> words) {
        String from = text(words.get(0));
        String to = text(words.get(1));
        long amount = number(words.get(2));
        jedis.watch(from, to);
        List<String> values = jedis.mget(from, to);
        if (values.contains(null) || Long.parseLong(values.get(0)) < amount) {
            jedis.unwatch();
            return new Outcome.Failed("not enough");
        }
        try (Transaction multi = jedis.multi()) {
            multi.set(from, Long.toString(Long.parseLong(values.get(0)) - amount));
            multi.set(to, Long.toString(Long.parseLong(values.get(1)) + amount));
            return multi.exec() == null
                    ? new Outcome.Failed("a watched key changed")
                    : new Outcome.Ok(words);
        }
    }

    private static String padded(long number, int size) {
        String head = number + ":";
        return head + String.valueOf(PADDING).repeat(Math.max(0, size - head.length()));
    }

    private static @Nullable Object unpadded(@Nullable String value, int size) {
        if (value == null) {
            return null;
        }
        int colon = value.indexOf(':');
        try {
            long number = Long.parseLong(value.substring(0, Math.max(0, colon)));
            return value.equals(padded(number, size))
                    ? (Object) number
                    : "damaged value of " + value.length() + " characters";
        } catch (NumberFormatException e) {
            return "damaged value of " + value.length() + " characters";
        }
    }

    private static List<Object> numbers(Iterable<String> texts) {
        List<Object> numbers = new ArrayList<>();
        texts.forEach(text -> numbers.add(Long.parseLong(text)));
        return numbers;
    }

    private static List<?> list(@Nullable Object argument) {
        if (argument instanceof List<?> list) {
            return list;
        }
        throw new IllegalArgumentException("argument " + argument + ", expected a list");
    }

    private static long number(@Nullable Object argument) {
        if (argument instanceof Long number) {
            return number;
        }
        throw new IllegalArgumentException("argument " + argument + ", expected a whole number");
    }

    private static String bytes(Object reply) {
        return new String((byte[]) reply, StandardCharsets.UTF_8);
    }

    private static String text(@Nullable Object argument) {
        return String.valueOf(argument);
    }
}
