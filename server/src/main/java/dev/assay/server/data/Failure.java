package dev.assay.server.data;

/**
 * Every way in which a request ends without an applied result, and the one table that says whether
 * it may have happened. Before a request is proposed only the first kind is legal; after it, only
 * the applied result or {@link #TIMEOUT}.
 */
public enum Failure {
    NO_LEADER("CLUSTERDOWN", "No raft leader", Happened.NO),
    NOT_CONFIRMED("CLUSTERDOWN", "Leadership could not be confirmed in time", Happened.NO),
    LOADING("LOADING", "The leader is still applying earlier entries", Happened.NO),
    OVERLOADED("TRYAGAIN", "Too many requests are waiting", Happened.NO),
    TOO_LARGE("TRYAGAIN", "The request does not fit into a log entry", Happened.NO),
    STOPPING("CLUSTERDOWN", "This node is stopping", Happened.NO),
    TIMEOUT("TIMEOUT", "not committed yet, the outcome is unknown", Happened.UNKNOWN);

    /** Whether the request took effect. */
    public enum Happened {
        NO,
        UNKNOWN
    }

    private final String code;
    private final String text;
    private final Happened happened;

    Failure(String code, String text, Happened happened) {
        this.code = code;
        this.text = text;
        this.happened = happened;
    }

    /** First word of the Redis error and {@code code} of the HTTP body. */
    public String code() {
        return code;
    }

    public String text() {
        return text;
    }

    public Happened happened() {
        return happened;
    }

    public Reply.Error reply() {
        return new Reply.Error(code + " " + text);
    }
}
