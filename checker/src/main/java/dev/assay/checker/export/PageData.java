package dev.assay.checker.export;

import dev.assay.checker.engine.Decision;
import dev.assay.checker.engine.Engines;
import dev.assay.checker.engine.Limit;
import dev.assay.checker.evidence.Times;
import dev.assay.checker.evidence.Wording;
import dev.assay.checker.history.History;
import dev.assay.checker.history.Operation;
import dev.assay.checker.model.Model;
import dev.assay.checker.verdict.CheckResult;
import dev.assay.checker.verdict.Counterexample;
import dev.assay.checker.verdict.DeadEnd;
import dev.assay.checker.verdict.Verdict;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** What the page's script draws, as JSON. Used once. */
final class PageData<S, A> {

    /** All objects together: more make a file that a browser opens slowly. */
    private static final int OPERATIONS_MAX = 20_000;

    /** For the order of one object; the verdict is known already and does not hang on it. */
    private static final long STEPS_MAX = 1 << 20;

    /** Of a value, in what is said of an operation when it is pointed at. */
    private static final int VALUE_CHARS_MAX = 1_000;

    private final Model<S, A> model;
    private final CheckResult result;
    private final Limit limit;
    private final Times times;
    private final Map<Object, List<Operation>> objects = new LinkedHashMap<>();
    private final @Nullable Counterexample evidence;
    private final StringWriter text = new StringWriter();
    private int operationsLeft = OPERATIONS_MAX;

    PageData(History history, Model<S, A> model, CheckResult result, Limit limit) {
        this.model = model;
        this.result = result;
        this.limit = limit;
        this.times = new Times(history.operations());
        this.evidence =
                result.verdict() instanceof Verdict.Invalid invalid ? invalid.evidence() : null;
        for (Operation operation : history.operations()) {
            Object object = Objects.requireNonNullElse(model.partition(operation), "");
            objects.computeIfAbsent(object, fresh -> new ArrayList<>()).add(operation);
        }
    }

    String json() {
        List<List<Operation>> drawn = new ArrayList<>();
        int objectsLeftOut = 0;
        // The one that the verdict is about comes first, and gets all the room that it needs.
        for (List<Operation> operations : objects.values()) {
            if (isBlamed(operations)) {
                drawn.add(0, operations);
            } else {
                drawn.add(operations);
            }
        }
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeBooleanProperty("clock", times.clock());
            json.writeName("objects");
            json.writeStartArray();
            for (List<Operation> operations : drawn) {
                if (operationsLeft > 0) {
                    object(json, operations);
                } else {
                    objectsLeftOut++;
                }
            }
            json.writeEndArray();
            json.writeNumberProperty("objectsLeftOut", objectsLeftOut);
            json.writeEndObject();
        }
        // So that no value ends the element that the data stand in.
        return text.toString().replace("<", "\\u003c");
    }

    private static final JsonFactory JSON = new JsonFactory();

    private boolean isBlamed(List<Operation> operations) {
        long blamed = evidence == null ? -1 : evidence.offending().index();
        return operations.stream().anyMatch(operation -> operation.index() == blamed);
    }

    private void object(JsonGenerator json, List<Operation> all) {
        Counterexample blame = isBlamed(all) ? evidence : null;
        List<Operation> operations = window(all, blame);
        operationsLeft -= operations.size();
        Object object = model.partition(all.get(0));
        json.writeStartObject();
        json.writeStringProperty("key", object == null ? "" : Wording.visible(object.toString()));
        json.writeNumberProperty("operationsLeftOut", all.size() - operations.size());
        Map<Long, Integer> places = new HashMap<>();
        for (Operation operation : operations) {
            places.put(operation.index(), places.size());
        }
        json.writeName("operations");
        json.writeStartArray();
        Set<Long> failing = blame == null ? Set.of() : indexes(blame.failing());
        for (Operation operation : operations) {
            boolean offending = blame != null && blame.offending().index() == operation.index();
            operation(json, operation, failing.contains(operation.index()), offending);
        }
        json.writeEndArray();
        json.writeName("orders");
        json.writeStartArray();
        String word = blame == null ? decided(json, all, places) : "invalid";
        if (blame != null) {
            for (DeadEnd end : blame.deadEnds()) {
                order(json, "of the failing part", end.order(), end.refused(), places);
            }
            if (!blame.longestPrefix().isEmpty()) {
                List<Operation> next = List.of(blame.offending());
                order(json, "of all before it", blame.longestPrefix(), next, places);
            }
        }
        json.writeEndArray();
        json.writeStringProperty("verdict", word);
        json.writeEndObject();
    }

    private String decided(JsonGenerator json, List<Operation> all, Map<Long, Integer> places) {
        if (result.verdict().word() == Verdict.Word.UNKNOWN && all.size() > OPERATIONS_MAX) {
            return "unknown";
        }
        Decision decision = Engines.AUTO.decide(all, model, limit.withSteps(STEPS_MAX));
        if (decision instanceof Decision.Linearizable linearizable) {
            order(json, "of all", linearizable.order(), List.of(), places);
            return "valid";
        }
        // A verdict on the whole is no verdict on each: the search has perhaps not come here.
        return decision instanceof Decision.NotLinearizable
                ? "invalid"
                : result.verdict().word() == Verdict.Word.VALID ? "valid" : "unknown";
    }

    /** Those nearest before the failure, and a few after it; or the first. */
    private List<Operation> window(List<Operation> all, @Nullable Counterexample blame) {
        if (all.size() <= operationsLeft) {
            return all;
        }
        int end = operationsLeft;
        if (blame != null) {
            int at = 0;
            while (all.get(at).index() != blame.offending().index()) {
                at++;
            }
            end = Math.min(all.size(), Math.max(operationsLeft, at + operationsLeft / 4));
        }
        Set<Long> failing = blame == null ? Set.of() : indexes(blame.failing());
        List<Operation> window = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            boolean near = i >= end - operationsLeft && i < end;
            if (near || failing.contains(all.get(i).index())) {
                window.add(all.get(i));
            }
        }
        return window;
    }

    private void operation(
            JsonGenerator json, Operation operation, boolean failing, boolean offending) {
        json.writeStartObject();
        json.writeNumberProperty("process", operation.process());
        json.writeStringProperty("label", Wording.label(operation));
        json.writeNumberProperty("from", operation.invokeNanos());
        if (operation.returnNanos() != Operation.NEVER) {
            json.writeNumberProperty("to", operation.returnNanos());
        }
        json.writeStringProperty("outcome", operation.outcome().word());
        json.writeNumberProperty("line", operation.index() + 1);
        detail(json, "in", operation.input());
        detail(json, "out", operation.output());
        detail(json, "node", operation.node());
        detail(json, "error", operation.error());
        if (failing) {
            json.writeBooleanProperty("failing", true);
        }
        if (offending) {
            json.writeBooleanProperty("offending", true);
        }
        json.writeEndObject();
    }

    private static void detail(JsonGenerator json, String name, @Nullable Object value) {
        if (value != null) {
            String whole = value.toString();
            String cut = whole.length() <= VALUE_CHARS_MAX
                    ? Wording.visible(whole)
                    : Wording.visible(whole.substring(0, VALUE_CHARS_MAX)) + "... ("
                            + whole.length() + " characters)";
            json.writeStringProperty(name, cut);
        }
    }

    /** An order with the state after each of its operations; those not drawn are left out. */
    private void order(
            JsonGenerator json,
            String name,
            List<Operation> order,
            List<Operation> refused,
            Map<Long, Integer> places) {
        json.writeStartObject();
        json.writeStringProperty("name", name);
        json.writeNumberProperty("length", order.size());
        json.writeStringProperty("initial", Wording.state(model.initial()));
        json.writeName("steps");
        json.writeStartArray();
        S state = model.initial();
        int position = 0;
        for (Operation operation : order) {
            position++;
            A action = model.action(operation);
            S next = action == null ? state : model.step(state, action);
            state = next == null ? state : next;
            Integer place = places.get(operation.index());
            if (place != null) {
                json.writeStartArray();
                json.writeNumber(place);
                json.writeNumber(position);
                json.writeString(Wording.state(state));
                json.writeEndArray();
            }
        }
        json.writeEndArray();
        json.writeName("refused");
        json.writeStartArray();
        for (Operation operation : refused) {
            Integer place = places.get(operation.index());
            if (place != null) {
                json.writeNumber(place);
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static Set<Long> indexes(List<Operation> operations) {
        return operations.stream().map(Operation::index).collect(Collectors.toSet());
    }
}
