package dev.assay.server.peer;

/** How asking a peer ended. */
public sealed interface PeerAnswer {

    /** It answered. */
    record Answered(PeerMessage.Answer message) implements PeerAnswer {}

    /** The request never left this node, so the peer does not know of it. */
    record NotSent(String reason) implements PeerAnswer {}

    /** It left, and no answer came: whether the peer acted on it is unknown. */
    record Unanswered(String reason) implements PeerAnswer {}
}
