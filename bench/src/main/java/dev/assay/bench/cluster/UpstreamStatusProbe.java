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
 * {@code GET /status} of otoolep/hraftd: {@code {"me": {"id", "address"}, "leader": {...},
 * "followers": [...]}}. It tells no term.
 */
final class UpstreamStatusProbe implements StatusProbe {
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofMillis(TIMEOUT_MS))
            .build();

    private final int port;

    UpstreamStatusProbe(int port) {
        this.port = port;
    }

    @Override
    public NodeStatus ask(String host) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://" + host + ":" + port + "/status"))
                .timeout(Duration.ofMillis(TIMEOUT_MS))
                .build();
        try {
            JsonNode status = JSON.readTree(
                    HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
            String me = status.path("me").path("id").asString("");
            String leader = status.path("leader").path("id").asString("");
            Map<String, Object> details = new HashMap<>();
            status.propertyStream()
                    .forEach(e -> details.put(e.getKey(), e.getValue().toString()));
            return new NodeStatus(
                    !leader.isEmpty() && !me.isEmpty(),
                    !me.isEmpty() && me.equals(leader),
                    0,
                    1 + status.path("followers").size(),
                    details);
        } catch (IOException | JacksonException e) {
            return NodeStatus.SILENT;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return NodeStatus.SILENT;
        }
    }
}
