package dev.assay.chaos.toxiproxy.api;

import dev.assay.chaos.toxiproxy.proxy.AttachedToxic;
import dev.assay.chaos.toxiproxy.toxic.Direction;
import dev.assay.chaos.toxiproxy.toxic.Toxic;

import java.util.HashMap;
import java.util.Map;

/** Reads the bodies that add and change toxics. */
final class ToxicRequest {
    private static final float TOXICITY_DEFAULT = 1;
    private static final String STREAM_DEFAULT = "downstream";

    private static final String UPDATE =
            "struct { Attributes interface {} \"json:\\\"attributes\\\"\"; "
                    + "Toxicity float32 \"json:\\\"toxicity\\\"\" }";

    private ToxicRequest() {}

    /** A toxic to be added, checked in Toxiproxy's order: stream, then type, then attributes. */
    static AttachedToxic parseNew(String body) throws ApiException {
        GoObject object = GoObject.of(GoObject.parse(body), "ToxicWrapper", "toxics.ToxicWrapper");
        String type = object.string("type", "");
        String stream = object.string("stream", STREAM_DEFAULT);
        String name = object.string("name", "");
        float toxicity = object.float32("toxicity", TOXICITY_DEFAULT);
        GoObject attributes =
                object.object("attributes", goStruct(type) + ".attributes", "toxics.NoopToxic");
        Direction direction = Direction.parse(stream).orElseThrow(ApiException::invalidStream);
        Toxic kind = Toxic.ofType(type).orElseThrow(ApiException::invalidToxicType);
        return new AttachedToxic(
                name.isEmpty() ? type + "_" + stream : name,
                stream,
                direction,
                toxicity,
                change(kind, attributes),
                0);
    }

    /** The next revision of a toxic: its attributes and toxicity as far as the body names them. */
    static AttachedToxic parseUpdate(String body, AttachedToxic current) throws ApiException {
        GoObject object = GoObject.of(GoObject.parse(body), "", UPDATE);
        String struct = goStruct(current.toxic().type());
        GoObject attributes =
                object.object("attributes", struct + ".attributes", "toxics." + struct);
        float toxicity = object.float32("toxicity", current.toxicity());
        return current.updated(toxicity, change(current.toxic(), attributes));
    }

    private static Toxic change(Toxic toxic, GoObject attributes) throws ApiException {
        Map<String, Long> asked = new HashMap<>();
        for (Map.Entry<String, Long> own : toxic.attributes().entrySet()) {
            asked.put(own.getKey(), attributes.int64(own.getKey(), own.getValue()));
        }
        return toxic.with(asked::getOrDefault);
    }

    /** The type's name in errors, such as LimitDataToxic for limit_data. */
    private static String goStruct(String type) {
        StringBuilder struct = new StringBuilder();
        for (String word : type.split("_")) {
            if (!word.isEmpty()) {
                struct.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
            }
        }
        return struct.append("Toxic").toString();
    }
}
