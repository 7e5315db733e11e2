package dev.assay.chaos.toxiproxy.api;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;

/** What a request wants a proxy to be; a name counts only when it is created. */
record ProxyRequest(String name, String listen, String upstream, boolean enabled) {

    private static final String POPULATED =
            "struct { toxiproxy.Proxy; Enabled *bool \"json:\\\"enabled\\\"\" }";

    /** A body that changes a proxy, or creates one from the defaults given here. */
    static ProxyRequest parse(String body, String listen, String upstream, boolean enabled)
            throws ApiException {
        GoObject object = GoObject.of(GoObject.parse(body), "Proxy", "toxiproxy.Proxy");
        return read(object, object, new ProxyRequest("", listen, upstream, enabled));
    }

    /** A body that lists proxies. */
    static List<ProxyRequest> parseAll(String body) throws ApiException {
        JsonNode array = GoObject.parse(body);
        List<ProxyRequest> requests = new ArrayList<>();
        if (array.isNull()) {
            return requests;
        }
        if (!array.isArray()) {
            throw ApiException.badBody("json: cannot unmarshal "
                    + GoObject.kind(array)
                    + " into Go value of type []"
                    + POPULATED);
        }
        ProxyRequest defaults = new ProxyRequest("", "", "", true);
        for (JsonNode each : array) {
            requests.add(read(
                    GoObject.of(each, ".Proxy", POPULATED),
                    GoObject.of(each, "", POPULATED),
                    defaults));
        }
        return requests;
    }

    private static ProxyRequest read(GoObject object, GoObject outer, ProxyRequest otherwise)
            throws ApiException {
        return new ProxyRequest(
                object.string("name", otherwise.name),
                object.string("listen", otherwise.listen),
                object.string("upstream", otherwise.upstream),
                outer.bool("enabled", otherwise.enabled));
    }

    /** Refuses a proxy without a name or upstream; {@code where} is added to the field's name. */
    void requireFields(String where) throws ApiException {
        if (name.isEmpty()) {
            throw ApiException.missingField("name" + where);
        }
        if (upstream.isEmpty()) {
            throw ApiException.missingField("upstream" + where);
        }
    }
}
