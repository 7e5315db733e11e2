package dev.assay.chaos.fault;

import dev.assay.bench.cluster.Cluster;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The bundled server's administration over HTTP, on a node's own address. */
final class Administration {

    private static final int OK = 200;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    private Administration() {}

    /** @throws IOException when it was not done, with what was asked and answered */
    static void post(Cluster cluster, String node, String path, String body)
            throws IOException, InterruptedException {
        URI uri = URI.create("http://" + cluster.addresses().own(node) + ":"
                + cluster.system().port("http") + path);
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(uri)
                        .timeout(TIMEOUT)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != OK) {
            throw new IOException("POST " + path + " " + body + " at " + node + " was answered "
                    + answer.statusCode() + ": " + answer.body().trim());
        }
    }
}
