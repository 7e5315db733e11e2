package dev.assay.bench.generator;

import java.util.List;

/** What one thread of a load asks: pure but for its own memory; used by one thread. */
public interface CommandSource {
    /** What is counted apart, such as {@code GET} and {@code SET}. */
    List<String> kinds();

    Command next();

    /**
     * For one of several servers, where it matters which.
     *
     * @param server its place among those of the load
     */
    default Command next(int server) {
        return next();
    }
}
