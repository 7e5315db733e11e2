/**
 * The replicated log, and the only package that knows Ratis. {@link
 * dev.assay.server.raft.RaftNode} is one member of one group; {@link
 * dev.assay.server.raft.Batch} is what goes into one log entry; {@link
 * dev.assay.server.raft.Consensus} is what the reading and writing side needs to know. Reads are
 * not Ratis' affair here: its LINEARIZABLE option and its leader lease were both seen to serve old
 * values, see {@code dev.assay.server.read}.
 */
@NullMarked
package dev.assay.server.raft;

import org.jspecify.annotations.NullMarked;
