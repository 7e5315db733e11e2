package dev.assay.checker.format;

import dev.assay.checker.history.Event;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The values that {@link Event#value} allows, to and from JSON. */
public final class Values {

    private Values() {}

    /**
     * Refuses what cannot be written.
     *
     * @throws IllegalArgumentException with the value
     */
    static void requireWritable(@Nullable Object value) {
        if (value instanceof List<?> list) {
            list.forEach(Values::requireWritable);
            return;
        }
        boolean plain = value == null
                || value instanceof Boolean
                || value instanceof Long
                || value instanceof Integer
                || (value instanceof Double number && Double.isFinite(number))
                || value instanceof String;
        if (!plain) {
            throw new IllegalArgumentException("value " + value
                    + ": expected null, Boolean, Long, finite Double, String or a List of these");
        }
    }

    /** Writes a value where one is expected. */
    public static void write(JsonGenerator json, @Nullable Object value) {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Double number) {
            json.writeNumber(number);
        } else if (value instanceof Number number) {
            json.writeNumber(number.longValue());
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            list.forEach(element -> write(json, element));
            json.writeEndArray();
        } else {
            json.writeString(value.toString());
        }
    }

    /** The value at which the parser stands. */
    static @Nullable Object read(JsonParser parser) {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> null;
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_STRING -> parser.getString();
            case START_ARRAY -> list(parser);
            default ->
                throw new IllegalArgumentException("value is " + parser.currentToken()
                        + ": expected null, a boolean, a number, a string or a list of these");
        };
    }

    private static List<@Nullable Object> list(JsonParser parser) {
        List<@Nullable Object> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(read(parser));
        }
        return Collections.unmodifiableList(values); // List.copyOf refuses null
    }
}
