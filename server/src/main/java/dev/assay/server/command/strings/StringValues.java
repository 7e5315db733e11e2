package dev.assay.server.command.strings;

import dev.assay.server.data.Bytes;
import dev.assay.server.data.CommandError;
import dev.assay.server.data.Reply;
import dev.assay.server.store.Keyspace;
import dev.assay.server.store.Value;
import dev.assay.server.type.RedisType;

import org.jspecify.annotations.Nullable;

/** What the commands of this package share about a key's value. */
final class StringValues {

    /** No longer than a value that a client can send, so that it fits into a log entry too. */
    static final int BYTES_MAX = 2 * 1024 * 1024;

    private static final Bytes EMPTY = Bytes.wrap(new byte[0]);

    private StringValues() {}

    /**
     * The string, or null if there is none.
     *
     * @throws CommandError if it is something else
     */
    static @Nullable Bytes of(@Nullable Value value) {
        if (value == null) {
            return null;
        }
        if (value.type() != Value.Type.STRING) {
            throw new CommandError(RedisType.WRONG_TYPE);
        }
        return value.payload();
    }

    /** The same, with nothing for none. */
    static Bytes orEmpty(@Nullable Value value) {
        Bytes bytes = of(value);
        return bytes == null ? EMPTY : bytes;
    }

    /** The string, or nil. */
    static Reply reply(@Nullable Value value) {
        return Reply.bulk(of(value));
    }

    /** Replaces a string that a key may hold; it ends when it did. */
    static void replace(Keyspace keys, Bytes key, @Nullable Value old, Bytes bytes) {
        keys.put(key, Value.Type.STRING, old == null ? Value.NEVER : old.dueMillis(), bytes);
    }

    /**
     * @throws CommandError if a string would become longer than is allowed
     */
    static void checkLength(long length) {
        if (length > BYTES_MAX) {
            throw new CommandError(
                    "ERR string exceeds maximum allowed size (" + BYTES_MAX + " bytes)");
        }
    }
}
