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

/** A probe of nodes that tell of themselves by JSON over HTTP. One that does not is silent. */
abstract class HttpStatus implements StatusProbe {

    private static final int OK = 200;
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofMillis(TIMEOUT_MS))
            .build();

    private final int port;

    HttpStatus(int port) {
        this.port = port;
    }

    /**
     * What a node says.
     *
     * @throws IOException if it does not answer, as
     * @throws JacksonException if its answer cannot be read
     */
    abstract NodeStatus ask(Node node) throws IOException, InterruptedException;

    @Override
    public final NodeStatus ask(String host) {
        try {
            return ask(new Node("http://" + host + ":" + port));
        } catch (IOException | JacksonException e) {
            return NodeStatus.SILENT;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return NodeStatus.SILENT;
        }
    }

    /** All that a node has said, for the report. */
    static Map<String, Object> details(JsonNode status) {
        Map<String, Object> details = new HashMap<>();
        status.propertyStream()
                .forEach(field -> details.put(field.getKey(), field.getValue().toString()));
        return details;
    }

    /** Where requests go. */
    record Node(String url) {

        boolean isOk(String path) throws IOException, InterruptedException {
            return send(request(path)).statusCode() == OK;
        }

        JsonNode get(String path) throws IOException, InterruptedException {
            return JSON.readTree(send(request(path)).body());
        }

        /** With an empty object for its body. */
        JsonNode post(String path) throws IOException, InterruptedException {
            return JSON.readTree(send(request(path).POST(HttpRequest.BodyPublishers.ofString("{}")))
                    .body());
        }

        private HttpRequest.Builder request(String path) {
            return HttpRequest.newBuilder(URI.create(url + path));
        }

        private static HttpResponse<String> send(HttpRequest.Builder request)
                throws IOException, InterruptedException {
            return HTTP.send(
                    request.timeout(Duration.ofMillis(TIMEOUT_MS)).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
