package dev.assay.bench.cluster;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * {@code GET /readyz} and {@code GET /status}. A member counts once its log has an entry: before
 * that it cannot take part in every election (Ratis refuses votes of an empty log, RATIS-1995).
 */
final class HraftdStatusProbe implements StatusProbe {
    private static final int OK = 200;
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofMillis(TIMEOUT_MS))
            .build();

    private final int port;

    HraftdStatusProbe(int port) {
        this.port = port;
    }

    @Override
    public NodeStatus ask(String host) {
        try {
            boolean ready = get(host, "/readyz").statusCode() == OK;
            JsonNode status = JSON.readTree(get(host, "/status").body());
            int members = 0;
            for (JsonNode member : status.path("members")) {
                if (member.path("hasLogEntry").asBoolean(false)) {
                    members++;
                }
            }
            Map<String, Object> details = new HashMap<>();
            status.propertyStream()
                    .forEach(e -> details.put(e.getKey(), e.getValue().toString()));
            return new NodeStatus(
                    ready,
                    "leader".equalsIgnoreCase(status.path("role").asString("")),
                    status.path("term").asLong(0),
                    members,
                    details);
        } catch (IOException | JacksonException e) {
            return NodeStatus.SILENT;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return NodeStatus.SILENT;
        }
    }

    private HttpResponse<String> get(String host, String path)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://" + host + ":" + port + path))
                .timeout(Duration.ofMillis(TIMEOUT_MS))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
