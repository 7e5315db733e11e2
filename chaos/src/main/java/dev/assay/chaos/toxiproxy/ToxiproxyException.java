package dev.assay.chaos.toxiproxy;

import java.util.Objects;

/** A call to a Toxiproxy that did not do what it should: what was tried, expected and came. */
public final class ToxiproxyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What to think of the server after the call. */
    public enum Kind {
        /** It took the request, or may have, and did not answer in time: restart it. */
        HUNG,
        /** Nobody answers at the address, or the connection broke: whether it was done is unknown. */
        UNREACHABLE,
        /** It answered with an error: it was not done. */
        REFUSED,
        /** Its answer is not one that a Toxiproxy gives. */
        INCOMPREHENSIBLE
    }

    private final Kind kind;
    private final int status;

    ToxiproxyException(Kind kind, int status, String message, Throwable cause) {
        super(message, cause);
        this.kind = Objects.requireNonNull(kind, "kind");
        this.status = status;
    }

    public Kind kind() {
        return kind;
    }

    /** The HTTP status of a refusal, 0 if there is none. */
    public int status() {
        return status;
    }
}
