package dev.assay.bench.client;

import dev.assay.bench.system.OutcomeTable;
import dev.assay.bench.system.SystemDescription;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * etcd v3 over its JSON gateway ({@code /v3/kv/range, put, txn}; etcd 3.4 and later). Reads are
 * linearizable unless asked otherwise; they are not.
 */
final class EtcdStoreClient implements StoreClient {

    private static final int OK = 200;
    private static final JsonMapper JSON = new JsonMapper();

    private final String root;
    private final Duration timeout;
    private final OutcomeTable outcomes;
    private final HttpClient http;
    private boolean checked;

    EtcdStoreClient(SystemDescription system, InetSocketAddress node, Duration timeout) {
        this.root = "http://" + node.getHostString() + ":" + node.getPort();
        this.timeout = timeout;
        this.outcomes = new OutcomeTable(system.definite());
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
    }

    @Override
    public Outcome invoke(Request request) {
        if (request instanceof Request.Call call) {
            throw new IllegalArgumentException(call.op() + " cannot be asked of etcd");
        }
        try {
            if (!checked) {
                // A proxy accepts for a node that is gone. What breaks here was never sent.
                http.send(
                        HttpRequest.newBuilder(URI.create(root + "/version"))
                                .timeout(timeout)
                                .build(),
                        BodyHandlers.discarding());
                checked = true;
            }
        } catch (IOException e) {
            return new Outcome.Failed("not connected: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Failed("interrupted");
        }
        try {
            return decode(request, http.send(encode(request), BodyHandlers.ofString()));
        } catch (ConnectException | HttpConnectTimeoutException e) {
            checked = false;
            return new Outcome.Failed("not connected: " + e.getMessage());
        } catch (IOException e) {
            checked = false;
            return Outcome.lost(request, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.lost(request, "interrupted");
        }
    }

    private HttpRequest encode(Request request) {
        if (request instanceof Request.Write write) {
            return post("/v3/kv/put", put(write.key(), write.value()));
        }
        if (request instanceof Request.Cas cas) {
            return post(
                    "/v3/kv/txn",
                    Map.of(
                            "compare",
                            List.of(Map.of(
                                    "key",
                                    base64(cas.key()),
                                    "target",
                                    "VALUE",
                                    "result",
                                    "EQUAL",
                                    "value",
                                    base64(Long.toString(cas.from())))),
                            "success",
                            List.of(Map.of("requestPut", put(cas.key(), cas.to())))));
        }
        return post("/v3/kv/range", Map.of("key", base64(request.key())));
    }

    private static Map<String, Object> put(String key, long value) {
        return Map.of("key", base64(key), "value", base64(Long.toString(value)));
    }

    private HttpRequest post(String path, Object body) {
        return HttpRequest.newBuilder(URI.create(root + path))
                .timeout(timeout)
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
    }

    private Outcome decode(Request request, HttpResponse<String> response) {
        try {
            JsonNode body = JSON.readTree(response.body());
            if (response.statusCode() != OK) {
                return Outcome.refused(
                        outcomes,
                        request,
                        body.path("error").asString("HTTP " + response.statusCode()));
            }
            if (request instanceof Request.Read) {
                JsonNode first = body.path("kvs").path(0);
                return new Outcome.Ok(
                        first.isMissingNode()
                                ? null
                                : (Object)
                                        Long.parseLong(text(first.path("value").asString())));
            }
            if (request instanceof Request.Cas && !body.path("succeeded").asBoolean(false)) {
                return new Outcome.Mismatch();
            }
            return new Outcome.Ok(request.argument());
        } catch (JacksonException | IllegalArgumentException e) {
            return Outcome.lost(
                    request,
                    "HTTP " + response.statusCode() + " with a body that cannot be read: " + e);
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        // A connection on which a request failed is not used again by the JDK's client.
        checked = false;
    }
}
