package dev.assay.bench.client;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Transactions over hraftd's {@code /key} routes: a {@code POST} writes all its pairs or none, a
 * {@code GET} reads one. Nothing does both at once.
 */
final class HttpCalls {

    private static final JsonMapper JSON = new JsonMapper();

    private HttpCalls() {}

    /** @throws IllegalArgumentException for what cannot be asked over HTTP */
    static void require(Request request) {
        if (request instanceof Request.Call call
                && (call.op() != Op.TXN || (readKey(request) == null && !onlyWrites(call)))) {
            throw new IllegalArgumentException(call.op() + " " + call.argument()
                    + " cannot be asked over HTTP: expected writes only, or one read");
        }
    }

    /** The key that the request does nothing but read, or null. */
    static @Nullable String readKey(Request request) {
        if (request instanceof Request.Read read) {
            return read.key();
        }
        if (request instanceof Request.Call call) {
            List<List<?>> steps = steps(call);
            if (steps.size() == 1 && steps.get(0).get(0).equals("r")) {
                return String.valueOf(steps.get(0).get(1));
            }
        }
        return null;
    }

    private static boolean onlyWrites(Request.Call call) {
        return steps(call).stream().allMatch(step -> step.get(0).equals("w"));
    }

    /** The body of a {@code POST}. */
    static String pairs(Request.Call call) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (List<?> step : steps(call)) {
            pairs.put(String.valueOf(step.get(1)), String.valueOf(step.get(2)));
        }
        return JSON.writeValueAsString(pairs);
    }

    /** What was read, as the request's result in a history. */
    static @Nullable Object result(Request request, @Nullable Object value) {
        if (request instanceof Request.Read) {
            return value;
        }
        List<@Nullable Object> step = new ArrayList<>();
        step.add("r");
        step.add(readKey(request));
        step.add(value);
        return List.of(step);
    }

    private static List<List<?>> steps(Request.Call call) {
        List<List<?>> steps = new ArrayList<>();
        if (call.argument() instanceof List<?> all) {
            for (Object step : all) {
                steps.add((List<?>) step);
            }
        }
        return steps;
    }
}
