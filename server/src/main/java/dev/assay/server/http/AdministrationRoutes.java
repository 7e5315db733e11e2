package dev.assay.server.http;

import io.netty.handler.codec.http.HttpMethod;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.Optional;
import java.util.function.Consumer;

/** {@code POST} of {@code /leave}, {@code /leader} and {@code /snapshot}. */
final class AdministrationRoutes {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Administration administration;

    AdministrationRoutes(Administration administration) {
        this.administration = administration;
    }

    /** Answers, or returns false if the request is none of these. */
    boolean handle(Call call, Consumer<Answer> answer) {
        if (!call.method().equals(HttpMethod.POST)) {
            return false;
        }
        boolean passedOn = call.parameter(ClusterRoutes.PASSED_ON_PARAMETER).isPresent();
        switch (call.path()) {
            case "/leave" ->
                name(call, answer).ifPresent(id -> {
                    if (id.isEmpty()) {
                        answer.accept(Answer.badRequest("expected {\"id\": \"name\"}"));
                    } else {
                        administration.leave(id, passedOn, call.group(), done(answer));
                    }
                });
            case "/leader" ->
                name(call, answer)
                        .ifPresent(id -> administration.transfer(
                                Optional.of(id).filter(text -> !text.isEmpty()),
                                passedOn,
                                call.group(),
                                done(answer)));
            case "/snapshot" ->
                administration.snapshot(
                        call.group(),
                        result -> answer.accept(
                                result.ok()
                                        ? Answer.text(result.text())
                                        : ClusterRoutes.answerOf(result)));
            default -> {
                return false;
            }
        }
        return true;
    }

    /** The id in the body, empty text if there is none; nothing if that was answered already. */
    private static Optional<String> name(Call call, Consumer<Answer> answer) {
        if (call.body().length == 0) {
            return Optional.of("");
        }
        try {
            JsonNode json = JSON.readTree(call.body());
            return Optional.of(json.path("id").asString(""));
        } catch (JacksonException e) {
            answer.accept(Answer.badRequest("the body is not JSON: " + e.getOriginalMessage()));
            return Optional.empty();
        }
    }

    private static Consumer<Cluster.JoinResult> done(Consumer<Answer> answer) {
        return result -> answer.accept(ClusterRoutes.answerOf(result));
    }
}
