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

/** {@code GET /health}, which writes through the log, and {@code POST /v3/maintenance/status}. */
final class EtcdStatusProbe implements StatusProbe {

    private static final int OK = 200;
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofMillis(TIMEOUT_MS))
            .build();

    private final int port;

    EtcdStatusProbe(int port) {
        this.port = port;
    }

    @Override
    public NodeStatus ask(String host) {
        try {
            boolean ready = send(request(host, "/health").GET()).statusCode() == OK;
            JsonNode status = post(host, "/v3/maintenance/status");
            JsonNode members = post(host, "/v3/cluster/member/list").path("members");
            String own = status.path("header").path("member_id").asString("");
            String leader = status.path("leader").asString("");
            Map<String, Object> details = new HashMap<>();
            status.propertyStream()
                    .forEach(e -> details.put(e.getKey(), e.getValue().toString()));
            return new NodeStatus(
                    ready,
                    !own.isEmpty() && own.equals(leader),
                    status.path("raftTerm").asLong(0),
                    members.size(),
                    details);
        } catch (IOException | JacksonException e) {
            return NodeStatus.SILENT;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return NodeStatus.SILENT;
        }
    }

    private JsonNode post(String host, String path) throws IOException, InterruptedException {
        return JSON.readTree(
                send(request(host, path).POST(HttpRequest.BodyPublishers.ofString("{}")))
                        .body());
    }

    private HttpRequest.Builder request(String host, String path) {
        return HttpRequest.newBuilder(URI.create("http://" + host + ":" + port + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return HTTP.send(
                request.timeout(Duration.ofMillis(TIMEOUT_MS)).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
