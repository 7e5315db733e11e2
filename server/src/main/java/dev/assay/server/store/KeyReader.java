package dev.assay.server.store;

import dev.assay.server.data.Bytes;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Looks keys up in one state; never changes it. */
public interface KeyReader {

    /** What the key holds, or null. */
    @Nullable
    Value get(Bytes key);

    /** What several keys hold in one and the same state, in the order asked, null where nothing. */
    List<@Nullable Value> getAll(List<Bytes> keys);
}
