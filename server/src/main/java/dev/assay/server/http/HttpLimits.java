package dev.assay.server.http;

/** The limits of the HTTP door, each with its reason. */
final class HttpLimits {

    /** A body becomes one log entry. */
    static final int BODY_BYTES_MAX = 2 * 1024 * 1024 + 512 * 1024;

    /** Keys stand in the request line. */
    static final int REQUEST_LINE_BYTES_MAX = 16 * 1024;

    static final int HEADER_BYTES_MAX = 16 * 1024;

    /** Chunks are only an inner step on the way to the whole body. */
    static final int CHUNK_BYTES_MAX = 64 * 1024;

    /** Requests that a client sent ahead on one connection; the rest stays in the socket. */
    static final int WAITING_MAX = 64;

    /** A connection on which nothing comes for this long is closed, as proxies do. */
    static final int IDLE_SECONDS_MAX = 60;

    private HttpLimits() {}
}
