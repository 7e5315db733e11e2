package dev.assay.server.peer;

import java.util.function.Consumer;

/** Answers other nodes. */
public interface PeerService {

    /**
     * Takes one request, on the event loop, without blocking; the answer may come later, on the
     * event loop too.
     */
    void handle(PeerMessage.Request request, Consumer<PeerMessage.Answer> answer);
}
