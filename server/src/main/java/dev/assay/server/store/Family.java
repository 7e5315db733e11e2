package dev.assay.server.store;

import java.nio.charset.StandardCharsets;

/** RocksDB's column families. The names are on disk and must stay. */
enum Family {
    /** A {@link Value} for each key, by hash and key. */
    KEYS("default"),
    /** What is in collections, by the collection's id and a place of its own. */
    ITEMS("items"),
    /** Keys that have a due time, by it; nothing inside. */
    DUE("due"),
    /** Records of a backup that is being restored, see {@link Staged}. */
    STAGED("staged"),
    /** One record: {@link State}. */
    META("meta");

    private final String id;

    Family(String id) {
        this.id = id;
    }

    byte[] id() {
        return id.getBytes(StandardCharsets.UTF_8);
    }
}
