package dev.assay.chaos.toxiproxy.api;

/** A request that cannot be granted: the HTTP status and Toxiproxy's words for the reason. */
final class ApiException extends Exception {
    private static final long serialVersionUID = 1;

    private final int status;

    private ApiException(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }

    String reason() {
        return String.valueOf(getMessage());
    }

    static ApiException badBody(String reason) {
        return new ApiException(400, "bad request body: " + reason);
    }

    static ApiException missingField(String field) {
        return new ApiException(400, "missing required field: " + field);
    }

    static ApiException invalidStream() {
        return new ApiException(400, "stream was invalid, can be either upstream or downstream");
    }

    static ApiException invalidToxicType() {
        return new ApiException(400, "invalid toxic type");
    }

    static ApiException proxyNotFound() {
        return new ApiException(404, "proxy not found");
    }

    static ApiException toxicNotFound() {
        return new ApiException(404, "toxic not found");
    }

    static ApiException proxyAlreadyExists() {
        return new ApiException(409, "proxy already exists");
    }

    static ApiException toxicAlreadyExists() {
        return new ApiException(409, "toxic already exists");
    }

    /** What only the operating system can refuse, such as a port in use. */
    static ApiException failed(String reason) {
        return new ApiException(500, reason);
    }
}
