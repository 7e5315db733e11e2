package dev.assay.bench.classic;

import dev.assay.bench.generator.Command;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The tests of redis-benchmark 7.0, in its order. */
public final class ClassicTests {
    private static final byte[] INLINE_PING = bytes("PING\r\n");
    private static final int MSET_KEYS = 10;
    private static final String ELEMENT = "element:__rand_int__";

    private ClassicTests() {}

    /** A test, and the words of {@code -t} that ask for it. */
    private record Named(ClassicTest test, Set<String> words) {}

    /**
     * Those asked for.
     *
     * @param words of {@code -t}, any case; empty asks for all
     * @param valueBytes length of the values
     * @param cluster whether keys have a place for a tag
     */
    public static List<ClassicTest> of(List<String> words, int valueBytes, boolean cluster) {
        List<String> wanted =
                words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
        return all(valueBytes, cluster ? ":" + ClassicTest.TAG : "").stream()
                .filter(named ->
                        wanted.isEmpty() || wanted.stream().anyMatch(named.words::contains))
                .map(Named::test)
                .toList();
    }

    /** A command of the user's own. */
    public static ClassicTest custom(List<String> words) {
        return new ClassicTest(String.join(" ", words), command(words));
    }

    private static List<Named> all(int valueBytes, String tag) {
        byte[] value = new byte[valueBytes];
        Arrays.fill(value, (byte) 'x');
        String key = "key" + tag + ":__rand_int__";
        String list = "mylist" + tag;
        String payload = new String(value, StandardCharsets.ISO_8859_1);
        List<Named> tests = new ArrayList<>();
        tests.add(new Named(
                new ClassicTest("PING_INLINE", Command.inline(0, INLINE_PING)),
                Set.of("ping_inline", "ping")));
        tests.add(named("PING_MBULK", Set.of("ping_mbulk", "ping"), "PING"));
        tests.add(named("SET", Set.of("set"), "SET", key, payload));
        tests.add(named("GET", Set.of("get"), "GET", key));
        tests.add(named("INCR", Set.of("incr"), "INCR", "counter" + tag + ":__rand_int__"));
        tests.add(named("LPUSH", Set.of("lpush"), "LPUSH", list, payload));
        tests.add(named("RPUSH", Set.of("rpush"), "RPUSH", list, payload));
        tests.add(named("LPOP", Set.of("lpop"), "LPOP", list));
        tests.add(named("RPOP", Set.of("rpop"), "RPOP", list));
        tests.add(named("SADD", Set.of("sadd"), "SADD", "myset" + tag, ELEMENT));
        tests.add(named("HSET", Set.of("hset"), "HSET", "myhash" + tag, ELEMENT, payload));
        tests.add(named("SPOP", Set.of("spop"), "SPOP", "myset" + tag));
        tests.add(named("ZADD", Set.of("zadd"), "ZADD", "myzset" + tag, "0", ELEMENT));
        tests.add(named("ZPOPMIN", Set.of("zpopmin"), "ZPOPMIN", "myzset" + tag));
        tests.add(named(
                "LPUSH (needed to benchmark LRANGE)",
                Set.of("lrange", "lrange_100", "lrange_300", "lrange_500", "lrange_600"),
                "LPUSH",
                list,
                payload));
        for (int elements : List.of(100, 300, 500, 600)) {
            tests.add(named(
                    "LRANGE_" + elements + " (first " + elements + " elements)",
                    Set.of("lrange", "lrange_" + elements),
                    "LRANGE",
                    list,
                    "0",
                    Integer.toString(elements - 1)));
        }
        List<String> mset = new ArrayList<>(List.of("MSET"));
        for (int i = 0; i < MSET_KEYS; i++) {
            mset.add(key);
            mset.add(payload);
        }
        tests.add(named(
                "MSET (" + MSET_KEYS + " keys)", Set.of("mset"), mset.toArray(String[]::new)));
        return tests;
    }

    private static Named named(String title, Set<String> names, String... words) {
        return new Named(new ClassicTest(title, command(List.of(words))), names);
    }

    private static Command command(List<String> words) {
        return Command.of(0, words.stream().map(ClassicTests::bytes).toArray(byte[][]::new));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
