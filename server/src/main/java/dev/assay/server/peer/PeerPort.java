package dev.assay.server.peer;

import java.util.function.Consumer;

/** Asks other nodes. */
public interface PeerPort {

    /**
     * Sends one request and hands over exactly one answer, on the event loop, by the deadline at
     * the latest. Call it on the event loop; it never blocks, and may answer before it returns. A
     * request is never sent twice.
     *
     * @param deadlineNanos by the node's clock
     */
    void ask(
            HostPort peer,
            PeerMessage.Request request,
            long deadlineNanos,
            Consumer<PeerAnswer> answer);
}
