package dev.assay.server.data;

/** A command cannot be done, and this is its answer. It changes nothing. */
public final class CommandError extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * @param text begins with its code, such as {@code ERR syntax error}
     */
    public CommandError(String text) {
        // An answer like any other: nobody looks at where it came from.
        super(text, null, false, false);
    }

    public Reply.Error reply() {
        return new Reply.Error(String.valueOf(getMessage()));
    }
}
