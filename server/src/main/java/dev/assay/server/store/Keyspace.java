package dev.assay.server.store;

import dev.assay.server.data.Bytes;

import java.util.UUID;

/**
 * The keys as a log entry sees and changes them while it is applied. A change is seen by the
 * commands behind it in the same entry, and by readers only when the whole entry is in. Changes
 * must follow from the entry and the state alone: no clock, no chance but {@link #chance}, no
 * node's own name.
 */
public interface Keyspace extends KeyReader {

    /**
     * Stores a value under the version of the entry that is being applied. What the key held before
     * is gone, with its items, unless the new value has the same.
     *
     * @param dueMillis when the key ends, or {@link Value#NEVER}; one that is over ends it now
     */
    void put(Bytes key, Value.Type type, long dueMillis, Bytes payload);

    /** Stores a value that stays. */
    default void put(Bytes key, Value.Type type, Bytes payload) {
        put(key, type, Value.NEVER, payload);
    }

    /** Removes a key with its items, if it is there. */
    void delete(Bytes key);

    /** Removes the key of a collection whose items have all been deleted. */
    void deleteEmptied(Bytes key);

    /** Gives what a key holds another name, in place of what that held. The key must exist. */
    void rename(Bytes key, Bytes name);

    /** Removes all keys. */
    void clear();

    /**
     * Takes a part of a backup in, seen by nobody; the first forgets what another restore left.
     *
     * @param number from 0
     * @return false if it is not this part's turn, and nothing was done
     */
    boolean stage(UUID restore, long number, byte[] chunk);

    /**
     * Puts what was staged in the place of all keys. Nothing else may be changed by the entry.
     *
     * @param chunks how many parts there were
     * @param newKeys how many keys they hold
     * @param newNextItemsId an id that none of their collections has
     * @return false if not all of that restore is there, and nothing was done
     */
    boolean replaceByStaged(UUID restore, long chunks, long newKeys, long newNextItemsId);

    /** An id for the items of a new collection. */
    long newItemsId();

    void putItem(byte[] place, byte[] content);

    void deleteItem(byte[] place);
}
