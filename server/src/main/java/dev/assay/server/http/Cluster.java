package dev.assay.server.http;

import dev.assay.server.data.Bytes;
import dev.assay.server.read.ReadBarrier;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** What the HTTP door asks of the node besides keys. Called on the event loop, never blocks. */
public interface Cluster {

    /**
     * A request to add a member.
     *
     * @param replaces the member that goes when this one comes, or empty
     * @param groups how many groups it has
     * @param passedOn whether another node sent it here because it took this one for the leader
     */
    record Join(
            String id,
            String raft,
            String http,
            String redis,
            String replaces,
            int groups,
            boolean passedOn) {}

    /** How joining went, in HTTP's terms. */
    record JoinResult(int status, String text) {

        private static final int OK = 200;

        /** What was done, in the words of the answer's body. */
        public static JoinResult done(String text) {
            return new JoinResult(OK, text);
        }

        /** Whether it was done, or there was nothing left to do. */
        public boolean ok() {
            return status == OK;
        }
    }

    /** How many groups there are; their numbers begin with 0. */
    int groups();

    /**
     * Adds a member here or through the leader; answers once, on any thread.
     *
     * @param group to which, or empty for all
     */
    void join(Join join, OptionalInt group, Consumer<JoinResult> answer);

    /**
     * The fields of /status in their order; answers once, on any thread.
     *
     * @param group of which, or empty for the first and what there is to say of all
     */
    void status(OptionalInt group, Consumer<Map<String, Object>> answer);

    /** Id and addresses of a group's leader, if one is known here. */
    Optional<Map<String, Object>> leader(int group);

    /** Where HTTP clients reach the leader of a key's group, if another node leads and is known. */
    Optional<String> leaderUrl(Bytes key);

    /** In Prometheus' text format. */
    byte[] metrics();

    /** Waits until this node has applied all that was committed before the call. */
    void caughtUp(ReadBarrier.Waiter waiter);

    /** Why this node should get no requests now; empty if it is ready. */
    String notReadyBecause();
}
