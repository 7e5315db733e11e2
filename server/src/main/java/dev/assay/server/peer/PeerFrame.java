package dev.assay.server.peer;

/**
 * One frame of a peer link.
 *
 * @param id pairs an answer with its request; chosen by the asker, unique on the connection
 */
record PeerFrame(long id, PeerMessage message) {}
