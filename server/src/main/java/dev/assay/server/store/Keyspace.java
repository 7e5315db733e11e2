package dev.assay.server.store;

import dev.assay.server.data.Bytes;

/**
 * The keys as a log entry sees and changes them while it is applied. A change is seen by the
 * commands behind it in the same entry, and by readers only when the whole entry is in. Changes
 * must follow from the entry and the state alone: no clock, no chance, no node's own name.
 */
public interface Keyspace extends KeyReader {

    /** Stores a value under the version of the entry that is being applied. */
    void put(Bytes key, Value.Type type, Bytes payload);

    void delete(Bytes key);
}
