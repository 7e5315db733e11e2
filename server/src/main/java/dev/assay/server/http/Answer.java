package dev.assay.server.http;

import dev.assay.server.data.Failure;

import io.netty.handler.codec.http.HttpResponseStatus;

import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A response before it is one. */
record Answer(HttpResponseStatus status, String contentType, byte[] body) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final byte[] EMPTY = {};

    static Answer ok() {
        return new Answer(HttpResponseStatus.OK, "text/plain; charset=utf-8", EMPTY);
    }

    static Answer text(HttpResponseStatus status, String text) {
        return new Answer(
                status,
                "text/plain; charset=utf-8",
                (text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    static Answer json(HttpResponseStatus status, Map<String, ?> fields) {
        return new Answer(status, "application/json", JSON.writeValueAsBytes(fields));
    }

    static Answer badRequest(String text) {
        return text(HttpResponseStatus.BAD_REQUEST, text);
    }

    /** 503 if it surely did not happen, 504 if it may have. */
    static Answer of(Failure failure) {
        boolean unknown = failure.happened() == Failure.Happened.UNKNOWN;
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("code", failure.code());
        fields.put("text", failure.text());
        fields.put("happened", unknown ? "unknown" : "no");
        return json(
                unknown
                        ? HttpResponseStatus.GATEWAY_TIMEOUT
                        : HttpResponseStatus.SERVICE_UNAVAILABLE,
                fields);
    }
}
