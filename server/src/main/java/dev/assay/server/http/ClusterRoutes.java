package dev.assay.server.http;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.function.Consumer;

/** {@code /join}, {@code /status}, {@code /readyz} and {@code /livez}. */
final class ClusterRoutes {

    /** Set by a node that passes a join on, so that it goes no further. */
    static final String PASSED_ON_PARAMETER = "passedOn";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Cluster cluster;

    ClusterRoutes(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Answers, or returns false if the path is none of these. */
    boolean handle(Call call, Consumer<Answer> answer) {
        switch (call.path()) {
            case "/join" -> only(HttpMethod.POST, call, answer, () -> join(call, answer));
            case "/status" ->
                only(
                        HttpMethod.GET,
                        call,
                        answer,
                        () -> cluster.status(fields ->
                                answer.accept(Answer.json(HttpResponseStatus.OK, fields))));
            case "/readyz" -> only(HttpMethod.GET, call, answer, () -> answer.accept(ready()));
            case "/livez" ->
                only(
                        HttpMethod.GET,
                        call,
                        answer,
                        () -> answer.accept(Answer.text(HttpResponseStatus.OK, "alive")));
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void only(
            HttpMethod method, Call call, Consumer<Answer> answer, Runnable handle) {
        if (call.method().equals(method)) {
            handle.run();
        } else {
            answer.accept(Answer.text(
                    HttpResponseStatus.METHOD_NOT_ALLOWED, call.method() + " is not " + method));
        }
    }

    private Answer ready() {
        String reason = cluster.notReadyBecause();
        return reason.isEmpty()
                ? Answer.text(HttpResponseStatus.OK, "ready")
                : Answer.text(HttpResponseStatus.SERVICE_UNAVAILABLE, reason);
    }

    private void join(Call call, Consumer<Answer> answer) {
        JsonNode json;
        try {
            json = JSON.readTree(call.body());
        } catch (JacksonException e) {
            answer.accept(Answer.badRequest("the body is not JSON: " + e.getOriginalMessage()));
            return;
        }
        String address = json.path("addr").asString("");
        String id = json.path("id").asString("");
        if (address.isEmpty() || id.isEmpty()) {
            answer.accept(
                    Answer.badRequest("expected {\"addr\": \"host:port\", \"id\": \"name\"}"));
            return;
        }
        Cluster.Join join = new Cluster.Join(
                id,
                address,
                json.path("httpAddr").asString(""),
                json.path("redisAddr").asString(""),
                call.parameter(PASSED_ON_PARAMETER).isPresent());
        cluster.join(join, result -> {
            HttpResponseStatus status = HttpResponseStatus.valueOf(result.status());
            answer.accept(
                    status.equals(HttpResponseStatus.OK)
                            ? Answer.ok()
                            : Answer.text(status, result.text()));
        });
    }
}
