/**
 * The way of a linearizable read: {@link dev.assay.server.read.ReadBarrier} is the port, {@link
 * dev.assay.server.read.Confirmation} the rule that makes it sound, {@link
 * dev.assay.server.read.LeaderIndex} and {@link dev.assay.server.read.LinearizableReads} carry it
 * out on the leader and on every node.
 */
@NullMarked
package dev.assay.server.read;

import org.jspecify.annotations.NullMarked;
