package dev.assay.server.data;

/**
 * Every way in which a request ends without an applied result, and the one table that says whether
 * it may have happened. Before a request is proposed only the first kind is legal; after it, only
 * the applied result or {@link #TIMEOUT}.
 */
public enum Failure {
    NO_LEADER(1, "CLUSTERDOWN", "No raft leader", Happened.NO),
    NOT_CONFIRMED(2, "CLUSTERDOWN", "Leadership could not be confirmed in time", Happened.NO),
    LOADING(3, "LOADING", "The leader is still applying earlier entries", Happened.NO),
    OVERLOADED(4, "TRYAGAIN", "Too many requests are waiting", Happened.NO),
    TOO_LARGE(5, "TRYAGAIN", "The request does not fit into a log entry", Happened.NO),
    STOPPING(6, "CLUSTERDOWN", "This node is stopping", Happened.NO),
    ELSEWHERE(8, "MOVED", "Another node leads, and this one sends no requests on", Happened.NO),
    TIMEOUT(7, "TIMEOUT", "not committed yet, the outcome is unknown", Happened.UNKNOWN);

    /** Whether the request took effect. */
    public enum Happened {
        NO,
        UNKNOWN
    }

    private final byte number;
    private final String code;
    private final String text;
    private final Happened happened;

    Failure(int number, String code, String text, Happened happened) {
        this.number = (byte) number;
        this.code = code;
        this.text = text;
        this.happened = happened;
    }

    /** Its number between nodes, which must stay. */
    public byte number() {
        return number;
    }

    /**
     * The failure of a number.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Failure numbered(byte number) {
        for (Failure failure : values()) {
            if (failure.number == number) {
                return failure;
            }
        }
        throw new IllegalArgumentException("no failure has the number " + number);
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
