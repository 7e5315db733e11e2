package dev.assay.server.command.strings;

import dev.assay.server.command.Texts;
import dev.assay.server.data.Reply;
import dev.assay.server.store.Value;

import org.jspecify.annotations.Nullable;

/** What the commands of this package share about a key's value. */
final class StringValues {

    static final Reply WRONG_TYPE = new Reply.Error(Texts.WRONG_TYPE);

    private StringValues() {}

    static boolean isOther(@Nullable Value value) {
        return value != null && value.type() != Value.Type.STRING;
    }

    /** The string, nil if there is none, an error if it is something else. */
    static Reply reply(@Nullable Value value) {
        if (value == null) {
            return Reply.Nil.STRING;
        }
        return isOther(value) ? WRONG_TYPE : new Reply.Bulk(value.payload());
    }
}
