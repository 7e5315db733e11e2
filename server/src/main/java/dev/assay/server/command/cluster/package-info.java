/** What clients of a Redis Cluster ask, so that they find the leader, and read levels. */
@NullMarked
package dev.assay.server.command.cluster;

import org.jspecify.annotations.NullMarked;
