package dev.assay.chaos.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.assay.chaos.toxiproxy.RawApi.Reply;
import dev.assay.chaos.toxiproxy.toxic.Direction;
import dev.assay.chaos.toxiproxy.toxic.Latency;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.util.stream.Stream;

/** Routes, codes, bodies, content types and error texts. */
abstract class ControlApiConformance extends Conformance {
    private static final String JSON = "application/json";
    private static final String PLAIN = "text/plain; charset=utf-8";

    ControlApiConformance(Target target) {
        super(target);
    }

    /** What the answers' tables have before each row: proxy a, and toxic t on it. */
    private void createProxyWithToxic() throws IOException {
        assertThat(api.call(
                        "POST",
                        "/proxies",
                        "{\"name\":\"a\",\"listen\":\"127.0.0.1:0\",\"upstream\":\"127.0.0.1:1\"}"))
                .isEqualTo(json(201, proxyA("")));
        assertThat(api.call(
                        "POST",
                        "/proxies/a/toxics",
                        "{\"name\":\"t\",\"type\":\"latency\",\"attributes\":{\"latency\":5}}"))
                .isEqualTo(json(200, LATENCY_T));
    }

    private static final String LATENCY_T =
            "{\"attributes\":{\"latency\":5,\"jitter\":0},\"name\":\"t\",\"type\":\"latency\","
                    + "\"stream\":\"downstream\",\"toxicity\":1}";

    private static String proxyA(String toxics) {
        return proxy("a", "127.0.0.1:PORT", "127.0.0.1:1", true, toxics);
    }

    private static String proxy(
            String name, String listen, String upstream, boolean enabled, String toxics) {
        return String.format(
                "{\"name\":\"%s\",\"listen\":\"%s\",\"upstream\":\"%s\",\"enabled\":%s,"
                        + "\"Logger\":{},\"toxics\":[%s]}",
                name, listen, upstream, enabled, toxics);
    }

    private static Reply json(int status, String body) {
        return new Reply(status, JSON, body);
    }

    private static Reply error(int status, String text) {
        return new Reply(status, PLAIN, "{\"error\":\"" + text + "\",\"status\":" + status + "}\n");
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource
    void answers_as_toxiproxy_does(String method, String path, String body, Reply expected)
            throws IOException {
        createProxyWithToxic();
        assertThat(api.call(method, path, body.replace('\'', '"'))).isEqualTo(expected);
    }

    static Stream<Arguments> answers_as_toxiproxy_does() {
        Reply notFound = new Reply(404, PLAIN, "404 page not found\n");
        Reply notAllowed = new Reply(405, "", "");
        Reply noContent = new Reply(204, "", "");
        String a = "/proxies/a";
        String toxics = "/proxies/a/toxics";
        String t = "/proxies/a/toxics/t";
        return Stream.of(
                arguments("GET", "/nope", "", notFound),
                arguments("GET", "/", "", notFound),
                arguments("GET", "/proxies/", "", notFound),
                arguments("GET", "/proxies/a/toxics/t/x", "", notFound),
                arguments("PUT", "/proxies", "", notAllowed),
                arguments("DELETE", "/version", "", notAllowed),
                arguments("GET", "/reset", "", notAllowed),
                arguments("PUT", t, "", notAllowed),
                // proxies: read
                arguments("GET", "/proxies", "", json(200, "{\"a\":" + proxyA(LATENCY_T) + "}")),
                arguments("GET", a, "", json(200, proxyA(LATENCY_T))),
                arguments("GET", a + "?x=y", "", json(200, proxyA(LATENCY_T))),
                arguments("GET", "/proxies/%61", "", json(200, proxyA(LATENCY_T))),
                arguments("GET", "/proxies/b", "", error(404, "proxy not found")),
                // proxies: create
                arguments("POST", "/proxies", "", badBody("EOF")),
                arguments("POST", "/proxies", " ", badBody("EOF")),
                arguments("POST", "/proxies", "{", badBody("unexpected EOF")),
                arguments("POST", "/proxies", "{'name':'b'", badBody("unexpected EOF")),
                arguments(
                        "POST",
                        "/proxies",
                        "x",
                        badBody("invalid character 'x' looking for beginning of value")),
                arguments(
                        "POST",
                        "/proxies",
                        "[]",
                        badBody("json: cannot unmarshal array into Go value of type"
                                + " toxiproxy.Proxy")),
                arguments(
                        "POST",
                        "/proxies",
                        "{'name':1}",
                        badBody("json: cannot unmarshal number into Go struct field Proxy.name of"
                                + " type string")),
                arguments(
                        "POST",
                        "/proxies",
                        "{'enabled':'yes'}",
                        badBody("json: cannot unmarshal string into Go struct field Proxy.enabled"
                                + " of type bool")),
                arguments("POST", "/proxies", "null", error(400, "missing required field: name")),
                arguments(
                        "POST",
                        "/proxies",
                        "{'upstream':'u:1'}",
                        error(400, "missing required field: name")),
                arguments(
                        "POST",
                        "/proxies",
                        "{'name':'b'}",
                        error(400, "missing required field: upstream")),
                arguments(
                        "POST",
                        "/proxies",
                        "{'name':'b','upstream':''}",
                        error(400, "missing required field: upstream")),
                arguments(
                        "POST",
                        "/proxies",
                        "{'name':'a','upstream':'u:1'}",
                        error(409, "proxy already exists")),
                arguments(
                        "POST",
                        "/proxies",
                        "{'NAME':'b','Upstream':'u:1','listen':'127.0.0.1:0','other':1} and more",
                        json(201, proxy("b", "127.0.0.1:PORT", "u:1", true, ""))),
                arguments(
                        "POST",
                        "/proxies",
                        "{'name':'b','upstream':'u:1','listen':'localhost:0','enabled':false}",
                        json(201, proxy("b", "localhost:0", "u:1", false, ""))),
                arguments(
                        "POST",
                        "/proxies",
                        "{'name':'b','upstream':'u:1','listen':'localhost:0'}",
                        json(201, proxy("b", "127.0.0.1:PORT", "u:1", true, ""))),
                arguments(
                        "POST",
                        "/proxies",
                        "{'name':'<b&é>','upstream':'u:1','listen':''}",
                        json(201, proxy("\\u003cb\\u0026é\\u003e", "[::]:PORT", "u:1", true, ""))),
                // proxies: update
                arguments("POST", a, "", badBody("EOF")),
                arguments("POST", a, "{}", json(200, proxyA(LATENCY_T))),
                arguments("PATCH", a, "{'name':'b'}", json(200, proxyA(LATENCY_T))),
                arguments(
                        "PATCH",
                        a,
                        "{'upstream':''}",
                        json(200, proxy("a", "127.0.0.1:PORT", "", true, LATENCY_T))),
                arguments(
                        "POST",
                        a,
                        "{'enabled':false}",
                        json(200, proxy("a", "127.0.0.1:PORT", "127.0.0.1:1", false, LATENCY_T))),
                arguments(
                        "PATCH",
                        a,
                        "{'listen':'foo'}",
                        error(500, "address foo: missing port in address")),
                arguments(
                        "PATCH",
                        a,
                        "{'listen':'1:2:3'}",
                        error(500, "address 1:2:3: too many colons in address")),
                arguments(
                        "PATCH",
                        a,
                        "{'listen':'localhost:99999'}",
                        error(500, "address 99999: invalid port")),
                arguments("PATCH", "/proxies/b", "{}", error(404, "proxy not found")),
                arguments("DELETE", a, "", noContent),
                arguments("DELETE", "/proxies/b", "", error(404, "proxy not found")),
                // toxics: read
                arguments("GET", toxics, "", json(200, "[" + LATENCY_T + "]")),
                arguments("GET", "/proxies/b/toxics", "", error(404, "proxy not found")),
                arguments("GET", t, "", json(200, LATENCY_T)),
                arguments("GET", toxics + "/u", "", error(404, "toxic not found")),
                arguments("GET", "/proxies/b/toxics/t", "", error(404, "proxy not found")),
                // toxics: create
                arguments("POST", toxics, "", badBody("EOF")),
                arguments("POST", toxics, "{}", error(400, "invalid toxic type")),
                arguments("POST", toxics, "{'type':'nope'}", error(400, "invalid toxic type")),
                arguments(
                        "POST",
                        toxics,
                        "{'type':'nope','stream':'sideways'}",
                        error(400, "stream was invalid, can be either upstream or downstream")),
                arguments(
                        "POST",
                        toxics,
                        "{'type':'noop','name':'t'}",
                        error(409, "toxic already exists")),
                arguments(
                        "POST",
                        toxics,
                        "{'type':'noop','name':'t','stream':'upstream'}",
                        error(409, "toxic already exists")),
                arguments(
                        "POST",
                        toxics,
                        "{'type':'noop','stream':'UpStream'}",
                        json(
                                200,
                                "{\"attributes\":{},\"name\":\"noop_UpStream\",\"type\":\"noop\","
                                        + "\"stream\":\"UpStream\",\"toxicity\":1}")),
                arguments(
                        "POST",
                        toxics,
                        "{'type':'slicer','toxicity':0.1,'attributes':{'AVERAGE_SIZE':9,'x':1}}",
                        json(
                                200,
                                "{\"attributes\":{\"average_size\":9,\"size_variation\":0,"
                                        + "\"delay\":0},\"name\":\"slicer_downstream\","
                                        + "\"type\":\"slicer\",\"stream\":\"downstream\","
                                        + "\"toxicity\":0.1}")),
                arguments(
                        "POST",
                        toxics,
                        "{'type':'bandwidth','toxicity':-7.25,'attributes':null}",
                        json(
                                200,
                                "{\"attributes\":{\"rate\":0},\"name\":\"bandwidth_downstream\","
                                        + "\"type\":\"bandwidth\",\"stream\":\"downstream\","
                                        + "\"toxicity\":-7.25}")),
                arguments(
                        "POST",
                        toxics,
                        "{'type':'bandwidth','attributes':{'rate':'fast'}}",
                        badBody("json: cannot unmarshal string into Go struct field"
                                + " BandwidthToxic.attributes.rate of type int64")),
                arguments(
                        "POST",
                        toxics,
                        "{'type':'bandwidth','attributes':{'rate':1.5}}",
                        badBody("json: cannot unmarshal number 1.5 into Go struct field"
                                + " BandwidthToxic.attributes.rate of type int64")),
                // toxics: update
                arguments("POST", t, "{'attributes':{'latency':5}}", json(200, LATENCY_T)),
                arguments(
                        "PATCH",
                        t,
                        "{'name':'u','type':'noop','stream':'upstream','toxicity':0.00001,"
                                + "'attributes':{'jitter':3}}",
                        json(
                                200,
                                "{\"attributes\":{\"latency\":5,\"jitter\":3},\"name\":\"t\","
                                        + "\"type\":\"latency\",\"stream\":\"downstream\","
                                        + "\"toxicity\":0.00001}")),
                arguments("PATCH", t, "null", json(200, LATENCY_T)),
                arguments("PATCH", t, "", badBody("EOF")),
                arguments(
                        "PATCH",
                        t,
                        "{'attributes':5}",
                        badBody("json: cannot unmarshal number into Go struct field .attributes of"
                                + " type toxics.LatencyToxic")),
                arguments("PATCH", toxics + "/u", "", error(404, "toxic not found")),
                arguments("DELETE", t, "", noContent),
                arguments("DELETE", toxics + "/u", "", error(404, "toxic not found")),
                // all at once
                arguments("POST", "/reset", "", noContent),
                arguments("POST", "/populate", "[]", json(201, "{\"proxies\":null}")),
                arguments(
                        "POST",
                        "/populate",
                        "",
                        json(
                                400,
                                "{\"error\":\"bad request body: EOF\",\"status\":400,"
                                        + "\"proxies\":null}")),
                arguments(
                        "POST",
                        "/populate",
                        "[{'name':'b','upstream':'u:1'},{'name':'c'}]",
                        json(
                                400,
                                "{\"error\":\"missing required field: upstream at proxy 2\","
                                        + "\"status\":400,\"proxies\":null}")),
                arguments(
                        "POST",
                        "/populate",
                        "[{'name':'b','upstream':'u:1','listen':'127.0.0.1:0','enabled':null},"
                                + "{'name':'c','upstream':'u:1','listen':'x','enabled':false}]",
                        json(
                                201,
                                "{\"proxies\":["
                                        + proxy("b", "127.0.0.1:PORT", "u:1", true, "")
                                        + ","
                                        + proxy("c", "x", "u:1", false, "")
                                        + "]}")));
    }

    private static Reply badBody(String reason) {
        return error(400, "bad request body: " + reason);
    }

    @ParameterizedTest(name = "listen {0}: {1}")
    @CsvSource({
        "foo, listen tcp: address foo: missing port in address",
        "1:2:3, listen tcp: address 1:2:3: too many colons in address",
        "127.0.0.1:99999, listen tcp: address 99999: invalid port",
        "127.0.0.1:http2x, listen tcp: lookup tcp/http2x: unknown port",
        "192.0.2.1:80, listen tcp 192.0.2.1:80: bind: cannot assign requested address",
        "API, listen tcp API: bind: address already in use",
    })
    void says_why_a_proxy_cannot_listen(String listen, String reason) throws IOException {
        String taken = "127.0.0.1:" + api.address().getPort();
        String body = "{\"name\":\"b\",\"upstream\":\"u:1\",\"listen\":\""
                + listen.replace("API", taken)
                + "\"}";
        assertThat(api.call("POST", "/proxies", body)).isEqualTo(error(500, reason));
        assertThat(api.call("GET", "/proxies", "").body()).isEqualTo("{}");
    }

    @ParameterizedTest(name = "{0} gets {1}")
    @CsvSource({"/proxies, 403", "/version, 403", "/nope, 404"})
    void browsers_are_not_served(String path, int status) throws IOException {
        assertThat(api.call("GET", path, "", "Mozilla/5.0").status()).isEqualTo(status);
    }

    @Test
    void the_version_is_a_line_of_json() throws IOException {
        Reply reply = api.call("GET", "/version", "");
        assertThat(reply.contentType()).isEqualTo("application/json;charset=utf-8");
        assertThat(reply.body()).matches("\\{\"version\": \"[^\"]+\"}\n");
    }

    @Test
    void toxics_are_listed_upstream_first_and_then_as_they_were_added() throws IOException {
        proxy();
        String[] added = {"d1 downstream", "u1 upstream", "d2 downstream", "u2 upstream"};
        for (String each : added) {
            String[] parts = each.split(" ");
            api.call(
                    "POST",
                    "/proxies/p/toxics",
                    "{\"type\":\"noop\",\"name\":\""
                            + parts[0]
                            + "\",\"stream\":\""
                            + parts[1]
                            + "\"}");
        }
        assertThat(api.call("GET", "/proxies/p/toxics", "").body())
                .containsSubsequence("\"u1\"", "\"u2\"", "\"d1\"", "\"d2\"");
    }

    @Test
    void populate_stops_at_the_first_failure_and_keeps_those_before() throws IOException {
        Reply reply = api.call(
                "POST",
                "/populate",
                "[{\"name\":\"b\",\"upstream\":\"u:1\",\"listen\":\"127.0.0.1:0\"},"
                        + "{\"name\":\"c\",\"upstream\":\"u:1\",\"listen\":\"foo\"},"
                        + "{\"name\":\"d\",\"upstream\":\"u:1\"}]");
        assertThat(reply)
                .isEqualTo(json(
                        500,
                        "{\"error\":\"listen tcp: address foo: missing port in address\","
                                + "\"status\":500,\"proxies\":["
                                + proxy("b", "127.0.0.1:PORT", "u:1", true, "")
                                + "]}"));
        assertThat(control.proxies()).extracting(ProxyState::name).containsExactly("b");
    }

    @Test
    void populate_keeps_a_proxy_with_the_same_addresses_and_replaces_another() throws IOException {
        ProxyState proxy = proxy();
        control.addToxic("p", "t", Direction.UPSTREAM, new Latency(1, 0));
        String format = "[{\"name\":\"p\",\"listen\":\"%s\",\"upstream\":\"%s\"}]";

        api.call("POST", "/populate", String.format(format, proxy.listen(), proxy.upstream()));
        assertThat(control.toxics("p")).containsExactly("t");

        api.call("POST", "/populate", String.format(format, proxy.listen(), "127.0.0.1:1"));
        assertThat(control.toxics("p")).isEmpty();
        assertThat(control.proxy("p").upstream()).isEqualTo("127.0.0.1:1");
        assertThat(control.proxy("p").listen()).isEqualTo(proxy.listen());
    }

    @Test
    void a_change_to_a_port_in_use_leaves_the_proxy_disabled() throws IOException {
        proxy();
        String taken = "127.0.0.1:" + api.address().getPort();
        assertThat(api.call("POST", "/proxies/p", "{\"listen\":\"" + taken + "\"}"))
                .isEqualTo(error(500, "listen tcp API: bind: address already in use"));
        assertThat(control.proxy("p").enabled()).isFalse();
        assertThat(control.proxy("p").listen()).isEqualTo(taken);
    }

    @Test
    void reset_enables_all_proxies_and_removes_all_toxics() throws IOException {
        createProxyWithToxic();
        control.disable("a");
        api.call("POST", "/reset", "");
        assertThat(api.call("GET", "/proxies/a", "")).isEqualTo(json(200, proxyA("")));
    }
}
