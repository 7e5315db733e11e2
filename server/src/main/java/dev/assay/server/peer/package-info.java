/**
 * What nodes say to each other besides Raft: forwarded commands, read indexes and the term a node
 * is in. It goes through the peer's HTTP port, whose connection is upgraded to frames ({@code GET
 * /peer}, {@code Upgrade: hraftd-peer}), so that two ports of a node carry all traffic between
 * nodes. {@link dev.assay.server.peer.Peers} asks, {@link dev.assay.server.peer.PeerService}
 * answers.
 */
@NullMarked
package dev.assay.server.peer;

import org.jspecify.annotations.NullMarked;
