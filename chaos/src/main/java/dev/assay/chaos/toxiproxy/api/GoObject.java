package dev.assay.chaos.toxiproxy.api;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JSON object read by the rules of Go's decoder, as clients of Toxiproxy may rely on them: keys in
 * any case, unknown keys and whatever follows the value ignored, null as good as absent, and errors
 * in its words for the mistakes that people make.
 *
 * @param node an object, or null for an empty one
 * @param struct the name before the field's in errors
 */
record GoObject(JsonNode node, String struct) {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Reads the first value of a body, of whatever type. */
    static JsonNode parse(String body) throws ApiException {
        String text = body.strip();
        if (text.isEmpty()) {
            throw ApiException.badBody("EOF");
        }
        if ("{[\"-0123456789tfn".indexOf(text.charAt(0)) < 0) {
            throw ApiException.badBody(
                    "invalid character '" + text.charAt(0) + "' looking for beginning of value");
        }
        try {
            return MAPPER.readTree(text);
        } catch (UnexpectedEndOfInputException e) {
            throw ApiException.badBody("unexpected EOF");
        } catch (JacksonException e) {
            throw ApiException.badBody(e.getOriginalMessage());
        }
    }

    /**
     * @param valueType the type's name in errors
     */
    static GoObject of(JsonNode node, String struct, String valueType) throws ApiException {
        if (!node.isObject() && !node.isNull()) {
            throw ApiException.badBody(
                    "json: cannot unmarshal " + kind(node) + " into Go value of type " + valueType);
        }
        return new GoObject(node, struct);
    }

    String string(String field, String otherwise) throws ApiException {
        JsonNode value = field(field);
        if (value == null) {
            return otherwise;
        }
        if (!value.isString()) {
            throw mismatch(value, field, "string");
        }
        return value.stringValue();
    }

    boolean bool(String field, boolean otherwise) throws ApiException {
        JsonNode value = field(field);
        if (value == null) {
            return otherwise;
        }
        if (!value.isBoolean()) {
            throw mismatch(value, field, "bool");
        }
        return value.asBoolean();
    }

    float float32(String field, float otherwise) throws ApiException {
        JsonNode value = field(field);
        if (value == null) {
            return otherwise;
        }
        if (!value.isNumber()) {
            throw mismatch(value, field, "float32");
        }
        return value.asFloat();
    }

    long int64(String field, long otherwise) throws ApiException {
        JsonNode value = field(field);
        if (value == null) {
            return otherwise;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            String number = value.isNumber() ? " " + value.asString() : "";
            throw mismatch(kind(value) + number, field, "int64");
        }
        return value.longValue();
    }

    /**
     * The object in a field, empty if absent.
     *
     * @param innerStruct the name before its own fields' in errors
     * @param valueType the type's name in errors
     */
    GoObject object(String field, String innerStruct, String valueType) throws ApiException {
        JsonNode value = field(field);
        if (value == null) {
            return new GoObject(MAPPER.nullNode(), innerStruct);
        }
        if (!value.isObject()) {
            throw mismatch(value, field, valueType);
        }
        return new GoObject(value, innerStruct);
    }

    private @Nullable JsonNode field(String name) {
        JsonNode found = null;
        for (var property : node.properties()) {
            if (property.getKey().equalsIgnoreCase(name) && !property.getValue().isNull()) {
                found = property.getValue();
            }
        }
        return found;
    }

    private ApiException mismatch(JsonNode value, String field, String type) {
        return mismatch(kind(value), field, type);
    }

    private ApiException mismatch(String kind, String field, String type) {
        return ApiException.badBody("json: cannot unmarshal "
                + kind
                + " into Go struct field "
                + struct
                + "."
                + field
                + " of type "
                + type);
    }

    static String kind(JsonNode value) {
        if (value.isNumber()) {
            return "number";
        }
        if (value.isString()) {
            return "string";
        }
        if (value.isBoolean()) {
            return "bool";
        }
        return value.isArray() ? "array" : "object";
    }
}
