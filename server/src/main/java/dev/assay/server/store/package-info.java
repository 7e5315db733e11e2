/**
 * The state machine on disk, and the only package that knows RocksDB: {@link
 * dev.assay.server.store.Store} applies one log entry at a time and remembers which was the last;
 * {@link dev.assay.server.store.Keyspace} is what a command sees of it.
 */
@NullMarked
package dev.assay.server.store;

import org.jspecify.annotations.NullMarked;
