package dev.assay.server.store;

/** The disk or the database failed: the node cannot go on with this state. */
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1;

    StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
