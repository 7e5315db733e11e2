package dev.assay.checker.history;

import java.util.Locale;

/** The four things that can be said of an operation (Jepsen's words). */
public enum EventType {
    /** A process asks for something; from now on the operation may take effect. */
    INVOKE,
    /** The operation took effect between its invocation and now. */
    OK,
    /** The operation surely did not take effect, and never will. */
    FAIL,
    /** Nobody knows: it may have taken effect, may do so later, or never. */
    INFO;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The word used in {@code history.jsonl}: {@code invoke}, {@code ok}, {@code fail}, {@code info}. */
    public String word() {
        return word;
    }

    /** The type of a word, or an {@link IllegalArgumentException} that lists what is allowed. */
    public static EventType of(String word) {
        for (EventType type : values()) {
            if (type.word.equals(word)) {
                return type;
            }
        }
        throw new IllegalArgumentException(
                "event type '" + word + "': expected one of invoke, ok, fail, info");
    }
}
