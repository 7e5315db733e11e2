package dev.assay.chaos.fault;

import java.io.IOException;
import java.util.List;

/**
 * What faults need of a Toxiproxy: one proxy a link. Every call is bounded in time and throws with
 * what was tried when it fails. "Upstream" is the way of a request, "downstream" that of its reply.
 * Used by one thread, but for {@link #close}.
 */
public interface LinkProxies extends AutoCloseable {
    /** Which Toxiproxy this is, for the report. */
    String description();

    /** What a reader of the report should know, such as a restart of a server that hung. */
    List<String> notes();

    void create(String proxy, String listen, String upstream) throws IOException;

    /** Bytes of one direction vanish from now on, on open connections and on new ones. */
    void blackHole(String proxy, boolean upstream) throws IOException;

    /** Bytes of one direction are late. */
    void delay(String proxy, boolean upstream, long latencyMs, long jitterMs) throws IOException;

    /** Takes all toxics of one direction away. None there is fine. */
    void clear(String proxy, boolean upstream) throws IOException;

    /** Leads new connections elsewhere and closes the open ones. */
    void lead(String proxy, String upstream) throws IOException;

    @Override
    void close() throws IOException;
}
