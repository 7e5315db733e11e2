package dev.assay.server.http;

import dev.assay.server.data.Failure;
import dev.assay.server.read.ReadBarrier;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.function.Consumer;

/** {@code /join}, {@code /status}, {@code /metrics}, {@code /readyz} and {@code /livez}. */
final class ClusterRoutes {

    /** Set by a node that passes a join on, so that it goes no further. */
    static final String PASSED_ON_PARAMETER = "passedOn";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Cluster cluster;
    private final AdministrationRoutes administration;

    ClusterRoutes(Cluster cluster, Administration administration) {
        this.cluster = cluster;
        this.administration = new AdministrationRoutes(administration);
    }

    /** Answers, or returns false if the path is none of these. */
    boolean handle(Call call, Consumer<Answer> answer) {
        String problem = call.problemOfGroup(cluster.groups());
        if (!problem.isEmpty()) {
            answer.accept(Answer.badRequest(problem));
            return true;
        }
        if (administration.handle(call, answer)) {
            return true;
        }
        switch (call.path()) {
            case "/join" -> only(HttpMethod.POST, call, answer, () -> join(call, answer));
            case "/status" ->
                only(
                        HttpMethod.GET,
                        call,
                        answer,
                        () -> cluster.status(
                                call.group(), fields -> answer.accept(Answer.json(fields))));
            case "/leader" -> leader(call, answer);
            case "/metrics" ->
                only(
                        HttpMethod.GET,
                        call,
                        answer,
                        () -> answer.accept(Answer.metrics(cluster.metrics())));
            case "/readyz" -> only(HttpMethod.GET, call, answer, () -> ready(call, answer));
            case "/livez" ->
                only(HttpMethod.GET, call, answer, () -> answer.accept(Answer.text("alive")));
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
            answer.accept(Answer.refused(
                    HttpResponseStatus.METHOD_NOT_ALLOWED, call.method() + " is not " + method));
        }
    }

    /** With {@code ?sync} only once this node has what was committed when it was asked. */
    private void ready(Call call, Consumer<Answer> answer) {
        String reason = cluster.notReadyBecause();
        if (!reason.isEmpty()) {
            answer.accept(Answer.error(
                    HttpResponseStatus.SERVICE_UNAVAILABLE,
                    "LOADING",
                    reason,
                    Failure.Happened.NO));
        } else if (call.flag("sync")) {
            cluster.caughtUp(new ReadBarrier.Waiter() {
                @Override
                public void pass(long index) {
                    answer.accept(Answer.text("ready").at(index));
                }

                @Override
                public void fail(Failure failure) {
                    answer.accept(Answer.of(failure));
                }
            });
        } else {
            answer.accept(Answer.text("ready"));
        }
    }

    private void leader(Call call, Consumer<Answer> answer) {
        only(
                HttpMethod.GET,
                call,
                answer,
                () -> answer.accept(cluster.leader(call.group().orElse(0))
                        .map(Answer::json)
                        .orElseGet(() -> Answer.of(Failure.NO_LEADER))));
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
                json.path("replaces").asString(""),
                json.path("groups").asInt(1),
                call.parameter(PASSED_ON_PARAMETER).isPresent());
        cluster.join(join, call.group(), result -> answer.accept(answerOf(result)));
    }

    /** As a status of HTTP says it: nothing happened, except that after 504 nobody knows. */
    static Answer answerOf(Cluster.JoinResult result) {
        if (result.ok()) {
            return Answer.ok();
        }
        HttpResponseStatus status = HttpResponseStatus.valueOf(result.status());
        if (status.equals(HttpResponseStatus.GATEWAY_TIMEOUT)) {
            return Answer.error(status, "TIMEOUT", result.text(), Failure.Happened.UNKNOWN);
        }
        return status.equals(HttpResponseStatus.SERVICE_UNAVAILABLE)
                ? Answer.error(status, "CLUSTERDOWN", result.text(), Failure.Happened.NO)
                : Answer.refused(status, result.text());
    }
}
