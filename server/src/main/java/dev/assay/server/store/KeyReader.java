package dev.assay.server.store;

import dev.assay.server.data.Bytes;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Looks into one state and never changes it. Keys hold {@link Value}s; the contents of a collection
 * are items, records of their own, whose places begin with {@link Value#itemsId}.
 */
public interface KeyReader {

    /**
     * Which time it is, by the log. While an entry is applied it is the entry's, the same on all
     * nodes.
     */
    long nowMillis();

    /** What the key holds, or null. A key whose time is over holds nothing. */
    @Nullable
    Value get(Bytes key);

    /** What several keys hold, in the order asked, null where nothing. */
    default List<@Nullable Value> getAll(List<Bytes> keys) {
        List<@Nullable Value> values = new ArrayList<>(keys.size());
        for (Bytes key : keys) {
            values.add(get(key));
        }
        return values;
    }

    /** How many keys there are; those whose time is over count until they are removed. */
    long size();

    /** The content of an item, or null. */
    byte @Nullable [] item(byte[] place);

    /**
     * Walks over the items from a place to another, which is no longer among them, until the
     * visitor has enough. It must not change items meanwhile.
     */
    void items(byte[] from, byte[] to, boolean backwards, ItemVisitor visitor);

    /**
     * Walks over the keys in the order of their {@link Places#hash}, from the first of that hash
     * on, until the visitor has enough. It must not change keys meanwhile.
     */
    void keys(int fromHash, KeyVisitor visitor);

    /** Where chance comes from; while an entry is applied it is the same on all nodes. */
    Chance chance();

    /** Takes an item and says whether to go on. */
    @FunctionalInterface
    interface ItemVisitor {
        boolean visit(byte[] place, byte[] content);
    }

    /** Takes a key with its value, a string's without the content; says whether to go on. */
    @FunctionalInterface
    interface KeyVisitor {
        boolean visit(Bytes key, Value header);
    }
}
