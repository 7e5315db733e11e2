package dev.assay.chaos.fault;

import dev.assay.chaos.toxiproxy.toxic.Direction;
import dev.assay.chaos.toxiproxy.toxic.Toxic;

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

    /** Puts a toxic on one direction, of open connections and of new ones; one of each type. */
    void attach(String proxy, Direction direction, Toxic toxic) throws IOException;

    /** The types of the toxics of one direction, as the proxies themselves tell. */
    List<String> attached(String proxy, Direction direction) throws IOException;

    /** Takes all toxics of one direction away. None there is fine. */
    void clear(String proxy, Direction direction) throws IOException;

    /** Closes all connections; new ones are accepted again when this returns. */
    void closeConnections(String proxy) throws IOException;

    /** Leads new connections elsewhere and closes the open ones. */
    void lead(String proxy, String upstream) throws IOException;

    @Override
    void close() throws IOException;
}
