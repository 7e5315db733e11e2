package dev.assay.server.node;

import dev.assay.server.http.Cluster;
import dev.assay.server.peer.HostPort;
import dev.assay.server.raft.Member;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** {@code POST /join}, as a joining node sends it and as a follower passes it on. Blocks. */
final class JoinRequest {

    private static final Duration CONNECT_MAX = Duration.ofSeconds(2);

    /** The new member must catch up within this. */
    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private JoinRequest() {}

    /**
     * @throws IOException if the node could not be reached or did not answer in time; the member
     *     may have been added all the same, and asking again does no harm
     */
    static Cluster.JoinResult send(HostPort to, Member member, boolean passOn)
            throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_MAX)
                .build();
        String body = JSON.writeValueAsString(Map.of(
                "addr", member.raft().toString(),
                "id", member.id(),
                "httpAddr", member.http().toString(),
                "redisAddr", member.redis().toString()));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://" + to + "/join" + (passOn ? "?passedOn=1" : "")))
                .timeout(ANSWER_MAX)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        return new Cluster.JoinResult(response.statusCode(), response.body().strip());
    }
}
