package dev.assay.checker.cli;

import dev.assay.checker.format.Values;
import dev.assay.checker.history.Operation;
import dev.assay.checker.verdict.Anomaly;
import dev.assay.checker.verdict.CheckResult;
import dev.assay.checker.verdict.Counterexample;
import dev.assay.checker.verdict.DeadEnd;
import dev.assay.checker.verdict.Verdict;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import java.io.StringWriter;
import java.util.List;
import java.util.Locale;

/** A result as one line of JSON. */
final class ResultJson {

    private static final JsonFactory JSON = new JsonFactory();

    private ResultJson() {}

    static String of(String file, CheckResult result) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("file", file);
            json.writeStringProperty(
                    "verdict", result.verdict().word().name().toLowerCase(Locale.ROOT));
            json.writeStringProperty("checker", result.checker());
            json.writeNumberProperty("operations", result.operations());
            json.writeNumberProperty("operationsChecked", result.operationsChecked());
            json.writeNumberProperty("budgetMillis", result.budgetTime().toMillis());
            json.writeNumberProperty("usedMillis", result.usedTime().toMillis());
            json.writeNumberProperty("budgetBytes", result.budgetBytes());
            json.writeNumberProperty("usedBytes", result.usedBytes());
            if (result.verdict() instanceof Verdict.Unknown unknown) {
                json.writeStringProperty("reason", unknown.reason());
            } else if (result.verdict() instanceof Verdict.Invalid invalid) {
                json.writeName("evidence");
                counterexample(json, invalid.evidence());
            }
            json.writeEndObject();
        }
        return text.toString();
    }

    /** Of a history that has no verdict: the word says why, and the problem more of it. */
    static String without(String word, String file, String problem) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("file", file);
            json.writeStringProperty("verdict", word);
            json.writeStringProperty("reason", problem);
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void counterexample(JsonGenerator json, Counterexample evidence) {
        json.writeStartObject();
        if (evidence.key() != null) {
            json.writeStringProperty("key", evidence.key());
        }
        json.writeStringProperty("explanation", evidence.explanation());
        json.writeName("offending");
        operation(json, evidence.offending());
        operations(json, "failing", evidence.failing());
        if (!evidence.anomalies().isEmpty()) {
            anomalies(json, evidence.anomalies());
            json.writeEndObject();
            return;
        }
        operations(json, "longestPrefix", evidence.longestPrefix());
        json.writeName("deadEnds");
        json.writeStartArray();
        for (DeadEnd end : evidence.deadEnds()) {
            json.writeStartObject();
            indexes(json, "order", end.order());
            json.writeStringProperty("state", end.state());
            indexes(json, "refused", end.refused());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void anomalies(JsonGenerator json, List<Anomaly> anomalies) {
        json.writeName("anomalies");
        json.writeStartArray();
        for (Anomaly anomaly : anomalies) {
            json.writeStartObject();
            json.writeStringProperty("name", anomaly.name());
            json.writeStringProperty("explanation", anomaly.explanation());
            operations(json, "operations", anomaly.operations());
            json.writeName("links");
            json.writeStartArray();
            for (Anomaly.Link link : anomaly.links()) {
                json.writeStartObject();
                json.writeNumberProperty("from", link.from());
                json.writeNumberProperty("to", link.to());
                json.writeStringProperty("kind", link.kind());
                json.writeStringProperty("reason", link.reason());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Of operations that stand whole under {@code failing}. */
    private static void indexes(JsonGenerator json, String name, List<Operation> operations) {
        json.writeName(name);
        json.writeStartArray();
        operations.forEach(operation -> json.writeNumber(operation.index()));
        json.writeEndArray();
    }

    private static void operations(JsonGenerator json, String name, List<Operation> operations) {
        json.writeName(name);
        json.writeStartArray();
        operations.forEach(operation -> operation(json, operation));
        json.writeEndArray();
    }

    private static void operation(JsonGenerator json, Operation operation) {
        json.writeStartObject();
        json.writeNumberProperty("index", operation.index());
        json.writeNumberProperty("process", operation.process());
        json.writeStringProperty("f", operation.f());
        if (operation.key() != null) {
            json.writeStringProperty("key", operation.key());
        }
        json.writeName("input");
        Values.write(json, operation.input());
        json.writeName("output");
        Values.write(json, operation.output());
        json.writeNumberProperty("invoke", operation.invokeNanos());
        if (operation.returnNanos() != Operation.NEVER) {
            json.writeNumberProperty("return", operation.returnNanos());
        }
        json.writeStringProperty("outcome", operation.outcome().word());
        if (operation.node() != null) {
            json.writeStringProperty("node", operation.node());
        }
        if (operation.error() != null) {
            json.writeStringProperty("error", operation.error());
        }
        json.writeEndObject();
    }
}
