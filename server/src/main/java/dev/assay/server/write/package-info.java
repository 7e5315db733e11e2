/**
 * The way of a write: {@link dev.assay.server.write.Writes} is the port, {@link
 * dev.assay.server.write.GroupCommit} gathers what waits and sends it off together, into the log
 * or to the leader.
 */
@NullMarked
package dev.assay.server.write;

import org.jspecify.annotations.NullMarked;
