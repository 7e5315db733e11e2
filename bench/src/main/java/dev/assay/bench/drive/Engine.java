package dev.assay.bench.drive;

import java.util.List;

/**
 * Moves bytes for one {@link Station}. {@link #open} and {@link #run} are called by the same thread,
 * which is also the one that calls the station; {@link #close} after that, by any.
 */
interface Engine extends AutoCloseable {
    /** Opens a connection to each; those that fail are tried again in {@link #run}. */
    void open(List<Endpoint> endpoints);

    /** Serves the station until it is done. */
    void run();

    @Override
    void close();
}
