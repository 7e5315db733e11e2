package dev.assay.server.http;

import dev.assay.server.read.ReadBarrier;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What the HTTP door asks of the node besides keys. Called on the event loop, never blocks. */
public interface Cluster {

    /**
     * A request to add a member.
     *
     * @param replaces the member that goes when this one comes, or empty
     * @param passedOn whether another node sent it here because it took this one for the leader
     */
    record Join(
            String id, String raft, String http, String redis, String replaces, boolean passedOn) {}

    /** How joining went, in HTTP's terms. */
    record JoinResult(int status, String text) {}

    /** Adds a member here or through the leader; answers once, on any thread. */
    void join(Join join, Consumer<JoinResult> answer);

    /** The fields of /status in their order; answers once, on any thread. */
    void status(Consumer<Map<String, Object>> answer);

    /** Id and addresses of the leader, if one is known here. */
    Optional<Map<String, Object>> leader();

    /** Where HTTP clients reach the leader, if another node leads and is known. */
    Optional<String> leaderUrl();

    /** In Prometheus' text format. */
    byte[] metrics();

    /** Waits until this node has applied all that was committed before the call. */
    void caughtUp(ReadBarrier.Waiter waiter);

    /** Why this node should get no requests now; empty if it is ready. */
    String notReadyBecause();
}
