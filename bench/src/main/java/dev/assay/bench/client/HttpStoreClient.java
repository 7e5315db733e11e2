package dev.assay.bench.client;

import dev.assay.bench.system.CasStyle;
import dev.assay.bench.system.OutcomeTable;
import dev.assay.bench.system.SystemDescription;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * hraftd's {@code /key} routes; where a system has no compare-and-set, only those that hraftd has always
 * had, where a missing key reads as an empty value. The JDK's client repeats a request only when the connection was
 * never made; it does not repeat PUT or POST.
 */
final class HttpStoreClient implements StoreClient {
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int PRECONDITION_FAILED = 412;
    private static final JsonMapper JSON = new JsonMapper();

    private final String base;
    private final Duration timeout;
    private final OutcomeTable outcomes;
    private final HttpClient http;
    private final HttpRequest alive;
    private final boolean plain;
    private boolean checked;

    HttpStoreClient(SystemDescription system, InetSocketAddress node, Duration timeout) {
        String root = "http://" + node.getHostString() + ":" + node.getPort();
        this.base = root + "/key/";
        this.alive = HttpRequest.newBuilder(URI.create(root + "/livez"))
                .timeout(timeout)
                .build();
        this.timeout = timeout;
        this.plain = system.cas() == CasStyle.NONE;
        this.outcomes = new OutcomeTable(system.definite());
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
    }

    @Override
    public Outcome invoke(Request request) {
        HttpCalls.require(request);
        if (!checked) {
            try {
                // A proxy accepts for a node that is gone. What breaks here was never sent.
                http.send(alive, BodyHandlers.discarding());
                checked = true;
            } catch (IOException e) {
                return new Outcome.Failed("not connected: " + e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new Outcome.Failed("interrupted");
            }
        }
        HttpResponse<String> response;
        try {
            response = http.send(encode(request), BodyHandlers.ofString());
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
        return decode(request, response);
    }

    private HttpRequest encode(Request request) {
        String read = HttpCalls.readKey(request);
        String key = read == null ? request.key() : read;
        String path = base + URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20");
        HttpRequest.Builder builder = HttpRequest.newBuilder().timeout(timeout);
        if (request instanceof Request.Write write && plain) {
            return builder.uri(URI.create(base.substring(0, base.length() - 1)))
                    .POST(BodyPublishers.ofString(JSON.writeValueAsString(
                            Map.of(write.key(), Long.toString(write.value())))))
                    .build();
        }
        if (request instanceof Request.Write write) {
            return builder.uri(URI.create(path))
                    .PUT(BodyPublishers.ofString(Long.toString(write.value())))
                    .build();
        }
        if (request instanceof Request.Cas cas) {
            return builder.uri(URI.create(path + "?prevValue=" + cas.from()))
                    .PUT(BodyPublishers.ofString(Long.toString(cas.to())))
                    .build();
        }
        if (read == null && request instanceof Request.Call call) {
            return builder.uri(URI.create(base.substring(0, base.length() - 1)))
                    .POST(BodyPublishers.ofString(HttpCalls.pairs(call)))
                    .build();
        }
        return builder.uri(URI.create(path + "?strict=true")).GET().build();
    }

    private Outcome decode(Request request, HttpResponse<String> response) {
        int status = response.statusCode();
        String read = HttpCalls.readKey(request);
        try {
            if (status == OK && read != null) {
                String value = JSON.readTree(response.body()).path(read).asString("");
                if (plain && value.isEmpty()) {
                    return new Outcome.Ok(HttpCalls.result(request, null));
                }
                return new Outcome.Ok(HttpCalls.result(request, Long.parseLong(value)));
            }
            if (status == OK) {
                return new Outcome.Ok(request.argument());
            }
            if (status == NOT_FOUND && read != null) {
                return new Outcome.Ok(HttpCalls.result(request, null));
            }
            if (status == PRECONDITION_FAILED && request instanceof Request.Cas) {
                return new Outcome.Mismatch();
            }
            String error = JSON.readTree(response.body()).path("code").asString("") + " (HTTP "
                    + status + ")";
            return Outcome.refused(outcomes, request, error);
        } catch (JacksonException | NumberFormatException e) {
            return Outcome.lost(
                    request, "HTTP " + status + " with a body that cannot be read: " + e);
        }
    }

    @Override
    public void close() {
        // A connection on which a request failed is not used again by the JDK's client.
        checked = false;
    }
}
