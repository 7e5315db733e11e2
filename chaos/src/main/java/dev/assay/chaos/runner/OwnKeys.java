package dev.assay.chaos.runner;

import dev.assay.bench.client.Op;
import dev.assay.bench.client.Request;
import dev.assay.bench.generator.Generator;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * A generator whose keys all begin with a word of the run's own, for systems that held data before. The
 * generator itself knows nothing of it. Used by one thread.
 */
final class OwnKeys implements Generator {

    private final Generator generator;
    private final String prefix;

    OwnKeys(Generator generator, String prefix) {
        this.generator = generator;
        this.prefix = prefix;
    }

    @Override
    public Request next() {
        return under(prefix, generator.next());
    }

    @Override
    public void learned(Request request, @Nullable Object value) {
        generator.learned(without(request), value);
    }

    @Override
    public List<Request> last() {
        return generator.last().stream().map(request -> under(prefix, request)).toList();
    }

    /** The same request of keys that begin so. */
    static Request under(String prefix, Request request) {
        Object argument = request instanceof Request.Call call
                ? argument(prefix, call.op(), call.argument())
                : null;
        return of(prefix + request.key(), request, argument);
    }

    /** @param argument of a call */
    private static Request of(String key, Request request, @Nullable Object argument) {
        if (request instanceof Request.Write write) {
            return new Request.Write(key, write.value());
        }
        if (request instanceof Request.Cas cas) {
            return new Request.Cas(key, cas.from(), cas.to());
        }
        if (request instanceof Request.Call call) {
            return new Request.Call(call.op(), key, argument, call.size());
        }
        return new Request.Read(key);
    }

    /** Some operations name their keys in their argument. */
    private static @Nullable Object argument(String prefix, Op op, @Nullable Object argument) {
        if (!(argument instanceof List<?> words)) {
            return argument;
        }
        return switch (op) {
            case TXN, LIST_TXN ->
                words.stream().map(step -> replaced((List<?>) step, prefix, 1)).toList();
            case TRANSFER -> replaced(replaced(words, prefix, 0), prefix, 1);
            case READ_ALL -> words.stream().map(key -> (Object) (prefix + key)).toList();
            default -> argument;
        };
    }

    private static List<@Nullable Object> replaced(List<?> words, String prefix, int at) {
        List<@Nullable Object> own = new ArrayList<>(words);
        own.set(at, prefix + words.get(at));
        return own;
    }

    /** What a generator learns from has one key. */
    private Request without(Request request) {
        return of(request.key().substring(prefix.length()), request, request.argument());
    }
}
