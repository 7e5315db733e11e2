package dev.assay.chaos.toxiproxy.api;

import dev.assay.chaos.toxiproxy.proxy.AttachedToxic;
import dev.assay.chaos.toxiproxy.proxy.TwinProxy;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.SerializableString;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

import java.math.BigDecimal;
import java.util.List;

/** Writes the API's bodies with Toxiproxy's fields in its order, as Go's encoder would. */
final class ApiJson {

    private static final JsonMapper MAPPER = JsonMapper.builder(
                    JsonFactory.builder().characterEscapes(new GoEscapes()).build())
            .build();

    /** Go writes floats below this with an exponent. */
    private static final BigDecimal PLAIN_MIN = new BigDecimal("1e-6");

    private ApiJson() {}

    static String proxies(List<TwinProxy> proxies) {
        ObjectNode byName = MAPPER.createObjectNode();
        proxies.forEach(proxy -> byName.set(proxy.name(), node(proxy)));
        return write(byName);
    }

    static String proxy(TwinProxy proxy) {
        return write(node(proxy));
    }

    static String toxics(List<AttachedToxic> toxics) {
        return write(nodes(toxics));
    }

    static String toxic(AttachedToxic toxic) {
        return write(node(toxic));
    }

    static String error(ApiException error) {
        return write(errorNode(error));
    }

    static String populated(List<TwinProxy> proxies) {
        return write(populated(MAPPER.createObjectNode(), proxies));
    }

    static String populated(List<TwinProxy> proxies, ApiException error) {
        return write(populated(errorNode(error), proxies));
    }

    private static ObjectNode populated(ObjectNode node, List<TwinProxy> proxies) {
        if (proxies.isEmpty()) {
            return node.putNull("proxies");
        }
        ArrayNode array = node.putArray("proxies");
        proxies.forEach(proxy -> array.add(node(proxy)));
        return node;
    }

    private static ObjectNode errorNode(ApiException error) {
        return MAPPER.createObjectNode().put("error", error.reason()).put("status", error.status());
    }

    private static ObjectNode node(TwinProxy proxy) {
        ObjectNode node = MAPPER.createObjectNode()
                .put("name", proxy.name())
                .put("listen", proxy.listen())
                .put("upstream", proxy.upstream())
                .put("enabled", proxy.enabled());
        // An accident of Toxiproxy 2.12: the logger is an exported field.
        node.putObject("Logger");
        node.set("toxics", nodes(proxy.toxics()));
        return node;
    }

    private static ArrayNode nodes(List<AttachedToxic> toxics) {
        ArrayNode array = MAPPER.createArrayNode();
        toxics.forEach(toxic -> array.add(node(toxic)));
        return array;
    }

    private static ObjectNode node(AttachedToxic toxic) {
        ObjectNode node = MAPPER.createObjectNode();
        ObjectNode attributes = node.putObject("attributes");
        toxic.toxic().attributes().forEach(attributes::put);
        return node.put("name", toxic.name())
                .put("type", toxic.toxic().type())
                .put("stream", toxic.stream())
                .putRawValue("toxicity", new RawValue(number(toxic.toxicity())));
    }

    /** 1 and 0.5 rather than 1.0 and 0.5. */
    private static String number(float value) {
        BigDecimal exact = new BigDecimal(Float.toString(value)).stripTrailingZeros();
        boolean small = exact.signum() != 0 && exact.abs().compareTo(PLAIN_MIN) < 0;
        return small ? exact.toString().replace('E', 'e') : exact.toPlainString();
    }

    private static String write(JsonNode node) {
        return MAPPER.writeValueAsString(node);
    }

    /** Go's encoder makes its output safe inside HTML. */
    private static final class GoEscapes extends CharacterEscapes {
        private static final long serialVersionUID = 1;

        private static final String ESCAPED = "<>&";

        @Override
        public int[] getEscapeCodesForAscii() {
            int[] codes = standardAsciiEscapesForJSON();
            ESCAPED.chars().forEach(c -> codes[c] = ESCAPE_CUSTOM);
            return codes;
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int c) {
            boolean escaped = ESCAPED.indexOf(c) >= 0;
            return escaped ? new SerializedString(String.format("\\u%04x", c)) : null;
        }
    }
}
