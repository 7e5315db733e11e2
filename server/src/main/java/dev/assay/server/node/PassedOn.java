package dev.assay.server.node;

import dev.assay.server.http.Cluster;
import dev.assay.server.peer.HostPort;
import dev.assay.server.raft.Member;
import dev.assay.server.security.Password;
import dev.assay.server.security.Tls;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * {@code POST /join}, {@code /leave} and {@code /leader}, as a joining node sends the first and as
 * a follower passes all on to the leader. Blocks.
 */
final class PassedOn {

    private static final Duration CONNECT_MAX = Duration.ofSeconds(2);

    /** The new member must catch up within this. */
    private static final Duration ANSWER_MAX = Duration.ofSeconds(60);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Optional<Password> password;
    private final Optional<Tls> tls;
    private final int groups;
    private final int group;
    private final Client client;

    /**
     * Made when it is first needed, for all groups: few nodes ever ask another in this way, and the
     * JDK loads all of TLS for it.
     */
    private static final class Client {

        private final Optional<Tls> tls;
        private @Nullable HttpClient made;

        Client(Optional<Tls> tls) {
            this.tls = tls;
        }

        synchronized HttpClient get() {
            HttpClient client = made;
            if (client == null) {
                client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT_MAX)
                        .sslContext(tls.map(Tls::context).orElseGet(Client::trustingNobody))
                        .build();
                made = client;
            }
            return client;
        }

        /** It is never used; the default would read all authorities that the JDK trusts. */
        private static SSLContext trustingNobody() {
            try {
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(new KeyManager[0], new TrustManager[0], null);
                return context;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("this JDK has no TLS", e);
            }
        }
    }

    /**
     * @param groups how many there are
     */
    PassedOn(Optional<Password> password, Optional<Tls> tls, int groups) {
        this.groups = groups;
        this.group = 0;
        this.password = password;
        this.tls = tls;
        this.client = new Client(tls);
    }

    private PassedOn(PassedOn all, int group) {
        this.password = all.password;
        this.tls = all.tls;
        this.groups = all.groups;
        this.group = group;
        this.client = all.client;
    }

    /** For what one group's leader is asked. */
    PassedOn inGroup(int number) {
        return new PassedOn(this, number);
    }

    /**
     * @param replaces id of the member that goes when the new one comes, or empty
     * @throws IOException if the node could not be reached or did not answer in time; the member
     *     may have been added all the same, and asking again does no harm
     */
    Cluster.JoinResult join(HostPort to, Member member, String replaces, boolean passOn)
            throws IOException, InterruptedException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("addr", member.raft().toString());
        body.put("id", member.id());
        body.put("httpAddr", member.http().toString());
        body.put("redisAddr", member.redis().toString());
        if (!replaces.isEmpty()) {
            body.put("replaces", replaces);
        }
        if (groups > 1) {
            body.put("groups", groups);
        }
        return post(to, "/join", body, passOn);
    }

    Cluster.JoinResult leave(HostPort to, String id) throws IOException, InterruptedException {
        return post(to, "/leave", Map.of("id", id), true);
    }

    Cluster.JoinResult transfer(HostPort to, String id) throws IOException, InterruptedException {
        return post(to, "/leader", Map.of("id", id), true);
    }

    /**
     * Whether another node's {@code /status} has this id among the members; empty if that does not
     * answer.
     */
    Optional<Boolean> knows(HostPort other, String id) throws InterruptedException {
        try {
            HttpResponse<String> response =
                    send(request(other, "/status" + ofGroup("?")).GET().build());
            for (JsonNode member : JSON.readTree(response.body()).path("members")) {
                if (member.path("id").asString("").equals(id)) {
                    return Optional.of(true);
                }
            }
            return Optional.of(false);
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }

    private Cluster.JoinResult post(HostPort to, String path, Map<String, ?> body, boolean passOn)
            throws IOException, InterruptedException {
        HttpResponse<String> response =
                send(request(to, path + (passOn ? "?passedOn=1" + ofGroup("&") : ""))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                        .build());
        return new Cluster.JoinResult(response.statusCode(), text(response.body()));
    }

    private String ofGroup(String separator) {
        return groups > 1 ? separator + "group=" + group : "";
    }

    /** The text of an error's body, or all of a body that is none. */
    private static String text(String body) {
        try {
            return JSON.readTree(body).path("text").asString(body.strip());
        } catch (JacksonException e) {
            return body.strip();
        }
    }

    private HttpRequest.Builder request(HostPort to, String path) {
        String scheme = tls.isPresent() ? "https://" : "http://";
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(URI.create(scheme + to + path)).timeout(ANSWER_MAX);
        password.ifPresent(shown -> builder.header("Authorization", shown.authorization()));
        return builder;
    }

    private HttpResponse<String> send(HttpRequest request)
            throws IOException, InterruptedException {
        return client.get().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
