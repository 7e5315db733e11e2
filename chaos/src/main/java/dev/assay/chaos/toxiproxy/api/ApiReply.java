package dev.assay.chaos.toxiproxy.api;

/**
 * @param contentType empty for none, with an empty body
 */
record ApiReply(int status, String contentType, String body) {
    private static final String JSON = "application/json";
    private static final String PLAIN = "text/plain; charset=utf-8";

    static ApiReply json(int status, String body) {
        return new ApiReply(status, JSON, body);
    }

    /** How Toxiproxy's HTTP library writes errors: as plain text, even when the text is JSON. */
    static ApiReply error(int status, String body) {
        return new ApiReply(status, PLAIN, body + "\n");
    }

    static ApiReply empty(int status) {
        return new ApiReply(status, "", "");
    }

    boolean isError() {
        return contentType.equals(PLAIN);
    }
}
