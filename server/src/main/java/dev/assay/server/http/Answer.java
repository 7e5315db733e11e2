package dev.assay.server.http;

import dev.assay.server.data.Failure;
import dev.assay.server.data.Reply;

import io.netty.handler.codec.http.HttpResponseStatus;

import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A response before it is one.
 *
 * @param headers besides those that every response has
 */
record Answer(
        HttpResponseStatus status, String contentType, byte[] body, Map<String, String> headers) {

    /** The log entry of a write, or up to which a read has seen the log. */
    static final String RAFT_INDEX = "X-Raft-Index";

    /** The code of what the client did wrong, as in Redis. */
    private static final String ERR = "ERR";

    private static final String PLAIN = "text/plain; charset=utf-8";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final byte[] EMPTY = {};

    Answer {
        headers = Map.copyOf(headers);
    }

    static Answer ok() {
        return new Answer(HttpResponseStatus.OK, PLAIN, EMPTY, Map.of());
    }

    static Answer text(String text) {
        return new Answer(
                HttpResponseStatus.OK,
                PLAIN,
                (text + "\n").getBytes(StandardCharsets.UTF_8),
                Map.of());
    }

    static Answer metrics(byte[] text) {
        return new Answer(
                HttpResponseStatus.OK, "text/plain; version=0.0.4; charset=utf-8", text, Map.of());
    }

    /** The same request, method and body, belongs there; nothing happened here. */
    static Answer redirect(String location) {
        return error(
                        HttpResponseStatus.TEMPORARY_REDIRECT,
                        Failure.ELSEWHERE.code(),
                        "the leader is at " + location,
                        Failure.Happened.NO)
                .with("Location", location);
    }

    static Answer unauthorized() {
        return error(
                        HttpResponseStatus.UNAUTHORIZED,
                        "NOAUTH",
                        "Authentication required",
                        Failure.Happened.NO)
                .with("WWW-Authenticate", "Basic realm=\"hraftd\", charset=\"UTF-8\"");
    }

    static Answer json(Map<String, ?> fields) {
        return json(HttpResponseStatus.OK, fields);
    }

    private static Answer json(HttpResponseStatus status, Map<String, ?> fields) {
        return new Answer(status, "application/json", JSON.writeValueAsBytes(fields), Map.of());
    }

    /** The request was understood as wrong; nothing happened. */
    static Answer refused(HttpResponseStatus status, String text) {
        return error(status, ERR, text, Failure.Happened.NO);
    }

    static Answer badRequest(String text) {
        return refused(HttpResponseStatus.BAD_REQUEST, text);
    }

    static Answer error(
            HttpResponseStatus status, String code, String text, Failure.Happened happened) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("code", code);
        fields.put("text", text);
        fields.put("happened", happened == Failure.Happened.UNKNOWN ? "unknown" : "no");
        return json(status, fields);
    }

    static Answer of(Failure failure) {
        return error(statusOf(failure), failure.code(), failure.text(), failure.happened());
    }

    /** 504 if it may have happened, another if it surely did not. */
    private static HttpResponseStatus statusOf(Failure failure) {
        return switch (failure) {
            case TIMEOUT -> HttpResponseStatus.GATEWAY_TIMEOUT;
            case OVERLOADED -> HttpResponseStatus.TOO_MANY_REQUESTS;
            case TOO_LARGE -> HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE;
            default -> HttpResponseStatus.SERVICE_UNAVAILABLE;
        };
    }

    /** What applying the command answered: an error of its own, which changed nothing. */
    static Answer of(Reply.Error error) {
        int blank = error.text().indexOf(' ');
        String code = blank < 0 ? ERR : error.text().substring(0, blank);
        HttpResponseStatus status = code.equals("WRONGTYPE")
                ? HttpResponseStatus.CONFLICT
                : HttpResponseStatus.BAD_REQUEST;
        return error(status, code, error.text().substring(blank + 1), Failure.Happened.NO);
    }

    Answer with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(status, contentType, body, more);
    }

    /**
     * @param index negative if the answer has nothing to do with the log
     */
    Answer at(long index) {
        return index < 0 ? this : with(RAFT_INDEX, Long.toString(index));
    }
}
