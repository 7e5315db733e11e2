package dev.assay.checker.format;

import dev.assay.checker.history.Event;
import dev.assay.checker.history.EventType;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

import java.io.IOException;
import java.io.Reader;

/** Our own form: one JSON object a line, in the fields of {@link Event}. */
final class JsonlReader {

    private static final JsonFactory JSON = new JsonFactory();

    private final Names names = new Names();

    void read(Reader reader, EventSink sink) throws IOException {
        Lines lines = new Lines(reader);
        PlainJsonl plain = new PlainJsonl(names);
        while (lines.advance()) {
            Event event = plain.parse(lines);
            if (event != null) {
                sink.event(lines.number(), event);
                continue;
            }
            String line = lines.text();
            if (line.isBlank()) {
                continue;
            }
            try {
                sink.event(lines.number(), parse(line));
            } catch (JacksonException | IllegalArgumentException e) {
                String message = e instanceof JacksonException json
                        ? json.getOriginalMessage()
                        : String.valueOf(e.getMessage());
                if (lines.ended()) {
                    sink.problem(lines.number(), message);
                } else {
                    sink.cutOff(lines.number(), message);
                }
            }
        }
    }

    private Event parse(String line) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("expected an object in braces, one a line");
            }
            Fields fields = new Fields();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                read(parser, name, fields);
            }
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("text after the object; expected a new line");
            }
            return fields.event();
        }
    }

    private void read(JsonParser parser, String name, Fields fields) {
        switch (name) {
            case "time" -> fields.time = whole(parser, name);
            case "process" -> fields.process = whole(parser, name);
            case "type" -> {
                String word = text(parser, name);
                fields.type = word == null ? null : EventType.of(word);
            }
            case "f" -> fields.f = text(parser, name);
            case "key" -> fields.key = text(parser, name);
            case "value" -> fields.value = Values.read(parser);
            case "node" -> fields.node = text(parser, name);
            case "error" -> fields.error = text(parser, name);
            case "raftIndex" -> fields.raftIndex = whole(parser, name);
            default -> parser.skipChildren(); // a later version may record more
        }
    }

    private static long whole(JsonParser parser, String name) {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw new IllegalArgumentException(
                    name + " is " + parser.currentToken() + ": expected a whole number");
        }
        return parser.getLongValue();
    }

    private @Nullable String text(JsonParser parser, String name) {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw new IllegalArgumentException(
                    name + " is " + parser.currentToken() + ": expected a string");
        }
        return names.one(parser.getString());
    }

    /** The fields of a line as they come. */
    private static final class Fields {
        @Nullable
        Long time;

        @Nullable
        Long process;

        @Nullable
        EventType type;

        @Nullable
        String f;

        @Nullable
        String key;

        @Nullable
        Object value;

        @Nullable
        String node;

        @Nullable
        String error;

        long raftIndex = Event.NO_INDEX;

        Event event() {
            return new Event(
                    there(time, "time"),
                    there(process, "process"),
                    there(type, "type"),
                    there(f, "f"),
                    key,
                    value,
                    node,
                    error,
                    raftIndex);
        }

        private static <T> T there(@Nullable T field, String name) {
            if (field == null) {
                throw new IllegalArgumentException(
                        "no " + name + "; expected at least time, process, type and f");
            }
            return field;
        }
    }
}
