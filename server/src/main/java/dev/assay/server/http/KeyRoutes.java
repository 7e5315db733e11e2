package dev.assay.server.http;

import dev.assay.server.command.Argv;
import dev.assay.server.command.Execution;
import dev.assay.server.data.Bytes;
import dev.assay.server.data.Failure;
import dev.assay.server.data.Outcome;
import dev.assay.server.data.Reply;
import dev.assay.server.read.ReadLevel;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * {@code /key}: hraftd's GET, POST and DELETE, and etcd v2's compare-and-set by PUT. Each request
 * becomes one command of the table.
 */
final class KeyRoutes {

    static final String PATH = "/key";
    private static final String PREFIX = PATH + "/";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Execution execution;
    private final Cluster cluster;
    private final ReadLevel defaultLevel;
    private final int valueBytesMax;

    KeyRoutes(Execution execution, Cluster cluster, ReadLevel defaultLevel, int valueBytesMax) {
        this.execution = execution;
        this.cluster = cluster;
        this.defaultLevel = defaultLevel;
        this.valueBytesMax = valueBytesMax;
    }

    static boolean serves(String path) {
        return path.equals(PATH) || path.startsWith(PREFIX);
    }

    void handle(Call call, Consumer<Answer> answer) {
        if (call.method().equals(HttpMethod.POST)) {
            post(call, answer);
            return;
        }
        String key = call.path().equals(PATH) ? "" : call.path().substring(PREFIX.length());
        if (key.isEmpty()) {
            answer.accept(Answer.badRequest("no key: expected /key/NAME"));
        } else if (call.method().equals(HttpMethod.GET)) {
            get(call, key, answer);
        } else if (call.method().equals(HttpMethod.PUT)) {
            put(call, key, answer);
        } else if (call.method().equals(HttpMethod.DELETE)) {
            run(call, Argv.of("del", key), answer, done -> Answer.ok());
        } else {
            answer.accept(Answer.refused(
                    HttpResponseStatus.METHOD_NOT_ALLOWED,
                    call.method() + " is not one of GET, PUT, POST, DELETE"));
        }
    }

    private void get(Call call, String key, Consumer<Answer> answer) {
        Optional<ReadLevel> level = call.level(defaultLevel);
        if (level.isEmpty()) {
            answer.accept(Answer.badRequest("level is "
                    + call.parameter("level").orElse("") + ", expected " + ReadLevel.NAMES));
            return;
        }
        boolean strict = call.flag("strict");
        Argv argv = Argv.of("get", key);
        execution.run(
                argv,
                level.get(),
                outcome -> answer.accept(
                        answerOf(call, argv, outcome, reply -> found(key, strict, reply))));
    }

    private static Answer found(String key, boolean strict, Reply reply) {
        if (reply instanceof Reply.Bulk bulk) {
            return Answer.json(Map.of(key, bulk.bytes().text()));
        }
        return strict
                ? Answer.refused(HttpResponseStatus.NOT_FOUND, "no key '" + key + "'")
                : Answer.json(Map.of(key, ""));
    }

    private void put(Call call, String key, Consumer<Answer> answer) {
        if (call.body().length > valueBytesMax) {
            answer.accept(tooLarge());
            return;
        }
        Bytes value = Bytes.wrap(call.body());
        Optional<String> previous = call.parameter("prevValue");
        if (previous.isEmpty()) {
            run(call, Argv.of(Bytes.of("set"), Bytes.of(key), value), answer, done -> Answer.ok());
            return;
        }
        Argv swap = Argv.of(
                Bytes.of("set"), Bytes.of(key), value, Bytes.of("ifeq"), Bytes.of(previous.get()));
        run(
                call,
                swap,
                answer,
                reply -> reply.equals(Reply.OK)
                        ? Answer.ok()
                        : Answer.refused(
                                HttpResponseStatus.PRECONDITION_FAILED,
                                "'" + key + "' does not hold prevValue"));
    }

    private void post(Call call, Consumer<Answer> answer) {
        if (!call.path().equals(PATH)) {
            answer.accept(Answer.badRequest("POST goes to /key, with a JSON object of pairs"));
            return;
        }
        List<Bytes> words = new ArrayList<>();
        words.add(Bytes.of("mset"));
        String problem = readPairs(call.body(), words);
        if (!problem.isEmpty()) {
            answer.accept(Answer.badRequest(problem));
            return;
        }
        for (Bytes word : words) {
            if (word.length() > valueBytesMax) {
                answer.accept(tooLarge());
                return;
            }
        }
        run(call, Argv.of(words), answer, done -> Answer.ok());
    }

    /** Adds keys and values of a JSON object; says what is wrong, or nothing. */
    private static String readPairs(byte[] body, List<Bytes> words) {
        JsonNode json;
        try {
            json = JSON.readTree(body);
        } catch (JacksonException e) {
            return "the body is not JSON: " + e.getOriginalMessage();
        }
        if (!json.isObject() || json.isEmpty()) {
            return "the body is not a JSON object with pairs like {\"key\": \"value\"}";
        }
        for (Map.Entry<String, JsonNode> pair : json.properties()) {
            if (pair.getKey().isEmpty()) {
                return "a key is empty";
            }
            if (!pair.getValue().isString()) {
                return "the value of '" + pair.getKey() + "' is not a string: " + pair.getValue();
            }
            words.add(Bytes.of(pair.getKey()));
            words.add(Bytes.of(pair.getValue().stringValue()));
        }
        return "";
    }

    private Answer tooLarge() {
        return Answer.refused(
                HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
                "a value may have " + valueBytesMax + " bytes");
    }

    private void run(
            Call call, Argv argv, Consumer<Answer> answer, Function<Reply, Answer> success) {
        execution.run(
                argv,
                defaultLevel,
                outcome -> answer.accept(answerOf(call, argv, outcome, success)));
    }

    private Answer answerOf(
            Call call, Argv argv, Outcome outcome, Function<Reply, Answer> success) {
        if (outcome instanceof Outcome.Done done) {
            return (done.reply() instanceof Reply.Error error
                            ? Answer.of(error)
                            : success.apply(done.reply()))
                    .at(done.index());
        }
        Failure failure =
                outcome instanceof Outcome.Failed failed ? failed.failure() : Failure.TIMEOUT;
        if (failure == Failure.ELSEWHERE) {
            return cluster.leaderUrl(argv.at(1))
                    .map(leader -> Answer.redirect(leader + call.uri()))
                    .orElseGet(() -> Answer.of(Failure.NO_LEADER));
        }
        return Answer.of(failure);
    }
}
