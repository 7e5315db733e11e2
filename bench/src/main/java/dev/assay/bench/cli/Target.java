package dev.assay.bench.cli;

import dev.assay.bench.classic.ClusterMaster;
import dev.assay.bench.classic.ServerConfig;
import dev.assay.bench.drive.Endpoint;
import dev.assay.bench.drive.Greeting;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Which server: redis-benchmark's own options, and several endpoints. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class Target {
    private static final int DEFAULT_PORT = 6379;
    private static final int CONFIG_TIMEOUT_MS = 5_000;

    @Option(
            names = "-h",
            paramLabel = "<hostname>",
            description = "Server hostname (default 127.0.0.1)")
    private String host = "127.0.0.1";

    @Option(names = "-p", paramLabel = "<port>", description = "Server port (default 6379)")
    private int port = DEFAULT_PORT;

    @Option(
            names = "-s",
            paramLabel = "<socket>",
            description = "Server socket (overrides host and port)")
    private @Nullable Path socket;

    @Option(
            names = "--endpoints",
            split = ",",
            paramLabel = "<host:port>",
            description = "Several servers; connections are spread over them in turn.")
    private List<String> endpoints = List.of();

    @Option(names = "-a", paramLabel = "<password>", description = "Password for Redis Auth")
    private @Nullable String password;

    @Option(
            names = "--user",
            paramLabel = "<username>",
            description = "Used to send ACL style 'AUTH username pass'. Needs -a.")
    private @Nullable String user;

    @Option(
            names = "-u",
            paramLabel = "<uri>",
            description = "Server URI: redis://[[user]:password@]host[:port][/db]")
    private @Nullable URI uri;

    @Option(
            names = "--dbnum",
            paramLabel = "<db>",
            description = "SELECT the specified db number (default 0)")
    private int database;

    @Option(names = "-3", description = "Start session in RESP3 protocol mode.")
    private boolean resp3;

    @Option(
            names = "--enable-tracking",
            description = "Send CLIENT TRACKING on before starting benchmark.")
    private boolean tracking;

    @Option(
            names = "--cluster",
            description = "Enable cluster mode: find the masters, and spread connections and keys"
                    + " over them.")
    private boolean cluster;

    private List<ClusterMaster> masters = List.of();

    /** A cluster that cannot be had; the message is what redis-benchmark says of it. */
    static final class NoCluster extends IOException {
        private static final long serialVersionUID = 1;

        NoCluster(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * Reads the URI into the other options, and finds the masters of a cluster; call it once.
     *
     * @throws NoCluster when the server knows of none
     */
    void settle() throws NoCluster {
        readUri();
        if (cluster) {
            if (socket != null || !endpoints.isEmpty()) {
                throw new IllegalArgumentException(
                        "--cluster: expected -h and -p, and neither -s nor --endpoints");
            }
            masters = findMasters();
        }
    }

    private List<ClusterMaster> findMasters() throws NoCluster {
        try (Jedis jedis = new Jedis(new HostAndPort(host, port), settings())) {
            Object reply = jedis.sendCommand(Protocol.Command.CLUSTER, "NODES");
            if (!(reply instanceof byte[] nodes)) {
                throw new IllegalArgumentException("CLUSTER NODES answered " + reply);
            }
            List<ClusterMaster> found =
                    ClusterMaster.parse(new String(nodes, StandardCharsets.UTF_8), host, port);
            if (found.isEmpty()) {
                throw new IllegalArgumentException("no master serves a slot");
            }
            return found;
        } catch (JedisDataException | IllegalArgumentException e) {
            throw new NoCluster(
                    "Cluster node " + host + ":" + port + " replied with error:\n" + e.getMessage()
                            + "\nFailed to fetch cluster configuration from " + host + ":" + port,
                    e);
        } catch (JedisException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new NoCluster(
                    "Could not connect to Redis at " + host + ":" + port + ": "
                            + cause.getMessage(),
                    e);
        }
    }

    /** In cluster mode, else none. */
    List<ClusterMaster> masters() {
        return masters;
    }

    private void readUri() {
        URI given = uri;
        if (given == null) {
            return;
        }
        if (!"redis".equals(given.getScheme()) || given.getHost() == null) {
            throw new IllegalArgumentException(
                    "-u " + given + ": expected redis://[[user]:password@]host[:port][/db]");
        }
        host = given.getHost();
        port = given.getPort() < 0 ? DEFAULT_PORT : given.getPort();
        String info = given.getRawUserInfo();
        if (info != null) {
            int colon = info.indexOf(':');
            user = colon > 0 ? decoded(info.substring(0, colon)) : null;
            password = decoded(info.substring(colon + 1));
        }
        String path = given.getPath();
        if (path != null && path.length() > 1) {
            database = Integer.parseInt(path.substring(1));
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    List<Endpoint> endpoints() {
        if (socket != null) {
            return List.of(Endpoint.unix(socket));
        }
        if (cluster) {
            return masters.stream()
                    .map(master -> Endpoint.tcp(master.host(), master.port()))
                    .toList();
        }
        return endpoints.isEmpty()
                ? List.of(Endpoint.tcp(host, port))
                : endpoints.stream().map(Endpoint::parse).toList();
    }

    Greeting greeting() {
        return new Greeting(user, password, database, resp3, tracking);
    }

    String text() {
        return String.join(",", endpoints().stream().map(Endpoint::text).toList());
    }

    /** The same server in redis-benchmark's options. */
    List<String> arguments() {
        java.util.ArrayList<String> arguments = new java.util.ArrayList<>();
        if (socket != null) {
            arguments.addAll(List.of("-s", socket.toString()));
        } else {
            arguments.addAll(List.of("-h", host, "-p", Integer.toString(port)));
        }
        if (password != null) {
            arguments.addAll(List.of("-a", password));
        }
        if (user != null) {
            arguments.addAll(List.of("--user", user));
        }
        if (database != 0) {
            arguments.addAll(List.of("--dbnum", Integer.toString(database)));
        }
        if (resp3) {
            arguments.add("-3");
        }
        if (cluster) {
            arguments.add("--cluster");
        }
        return arguments;
    }

    /** What the first server says of itself; empty when it does not answer or has no CONFIG. */
    Optional<ServerConfig> config() {
        if (socket != null) {
            return Optional.empty();
        }
        return config(
                endpoints.isEmpty()
                        ? new HostAndPort(host, port)
                        : HostAndPort.from(endpoints.get(0)));
    }

    /** What a master says of itself. */
    Optional<ServerConfig> config(ClusterMaster master) {
        return config(new HostAndPort(master.host(), master.port()));
    }

    private Optional<ServerConfig> config(HostAndPort at) {
        try (Jedis jedis = new Jedis(at, settings())) {
            return Optional.of(new ServerConfig(get(jedis, "save"), get(jedis, "appendonly")));
        } catch (JedisException e) {
            return Optional.empty();
        }
    }

    private DefaultJedisClientConfig settings() {
        DefaultJedisClientConfig.Builder settings = DefaultJedisClientConfig.builder()
                .timeoutMillis(CONFIG_TIMEOUT_MS)
                .autoNegotiateProtocol(false)
                .clientSetInfoConfig(redis.clients.jedis.ClientSetInfoConfig.DISABLED);
        if (password != null) {
            settings.user(user).password(password);
        }
        return settings.build();
    }

    /** {@code CONFIG GET}; a list of fewer than two is no answer. */
    private static String get(Jedis jedis, String name) {
        Object reply = jedis.sendCommand(Protocol.Command.CONFIG, "GET", name);
        if (reply instanceof List<?> list && list.size() >= 2 && list.get(1) instanceof byte[] v) {
            return new String(v, StandardCharsets.UTF_8);
        }
        throw new JedisDataException("CONFIG GET " + name + " answered " + reply);
    }
}
