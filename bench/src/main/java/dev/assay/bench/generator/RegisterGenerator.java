package dev.assay.bench.generator;

import dev.assay.bench.client.Request;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Requests of one client on a few registers. Every value is written at most once in a run (the
 * client's number is in it), so a value that is read tells who wrote it. A compare-and-set expects
 * what this client last saw of the key, else it would hardly ever succeed.
 *
 * <p>Pure but for its own memory; not thread-safe.
 */
public final class RegisterGenerator implements Generator {
    private static final int ALL = 100;
    private static final long VALUES_PER_CLIENT = 10_000_000L;

    private final RegisterMix mix;
    private final SplittableRandom random;
    private final String prefix;
    private final Map<String, Long> seen = new HashMap<>();
    private long next;

    /**
     * @param client number of the client, from 0
     * @param prefix of the keys, which tells workloads on one system apart
     */
    public RegisterGenerator(RegisterMix mix, int client, String prefix, SplittableRandom random) {
        this.mix = mix;
        this.random = random;
        this.prefix = prefix;
        this.next = client * VALUES_PER_CLIENT + 1;
    }

    @Override
    public Request next() {
        String key = prefix + random.nextInt(mix.keys());
        int dice = random.nextInt(ALL);
        if (dice < mix.readPercent()) {
            return new Request.Read(key);
        }
        Long expected = seen.get(key);
        if (dice < mix.readPercent() + mix.casPercent() && expected != null) {
            return new Request.Cas(key, expected, next++);
        }
        return new Request.Write(key, next++);
    }

    @Override
    public void learned(Request request, @Nullable Object value) {
        if (value instanceof Long number) {
            seen.put(request.key(), number);
        } else if (request instanceof Request.Cas cas) {
            seen.put(cas.key(), cas.to());
        }
    }

    /** Each key once. */
    @Override
    public List<Request> last() {
        return IntStream.range(0, mix.keys())
                .<Request>mapToObj(i -> new Request.Read(prefix + i))
                .toList();
    }
}
