package dev.assay.bench.generator;

import dev.assay.bench.client.Request;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What one client asks. Pure but for its own memory: the same seed and the same answers give the same
 * requests. Used by one thread.
 */
public interface Generator {

    /** The next request. */
    Request next();

    /**
     * Tells what the client was answered.
     *
     * @param value the result of a request that took effect, as a history has it
     */
    default void learned(Request request, @Nullable Object value) {}

    /** What it asks at the end: what the system ends with must fit what it said before. */
    List<Request> last();
}
