package dev.assay.chaos.toxiproxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The control API without any client in between. */
final class RawApi {
    private static final Duration CALL_MAX = Duration.ofSeconds(15);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final InetSocketAddress address;

    /** @param body with every port of 127.0.0.1 and [::] but the API's written as PORT */
    record Reply(int status, String contentType, String body) {}

    RawApi(InetSocketAddress address) {
        this.address = address;
    }

    InetSocketAddress address() {
        return address;
    }

    Reply call(String method, String path, String body) throws IOException {
        return call(method, path, body, "test");
    }

    Reply call(String method, String path, String body, String userAgent) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + address.getPort() + path))
                .timeout(CALL_MAX)
                .header("User-Agent", userAgent)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response =
                    client.send(request, HttpResponse.BodyHandlers.ofString());
            return new Reply(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    withoutPorts(response.body()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private String withoutPorts(String body) {
        return body.replace("127.0.0.1:" + address.getPort(), "API")
                .replaceAll("(127\\.0\\.0\\.1|\\[::\\]):\\d{4,5}", "$1:PORT");
    }
}
