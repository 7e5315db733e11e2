package dev.assay.server.cli;

import dev.assay.server.node.Doors;
import dev.assay.server.node.NodeAddresses;
import dev.assay.server.node.NodeConfig;
import dev.assay.server.peer.HostPort;
import dev.assay.server.raft.Fsync;
import dev.assay.server.raft.Member;
import dev.assay.server.raft.RaftSettings;
import dev.assay.server.read.ReadLevel;
import dev.assay.server.security.Password;
import dev.assay.server.security.Tls;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** The flags as picocli fills them in; {@link #toConfig} makes what the node wants of them. */
@Command(
        name = "hraftd",
        customSynopsis = "hraftd [options] DATA_DIR",
        description = {
            "",
            "Runs one node of a replicated key-value store. Flags take one or two dashes.",
            ""
        },
        footer = {
            "",
            "The first node starts alone; others -join it. An address without a host is on"
                    + " 127.0.0.1.",
            "Times of the election: -Dhraftd.election.min=400 -Dhraftd.election.max=800 (ms)."
        },
        sortOptions = false)
final class Options {

    @Option(
            names = {"-haddr", "--haddr"},
            paramLabel = "ADDR",
            defaultValue = ":11000",
            description = "HTTP address (${DEFAULT-VALUE})")
    String http = "";

    @Option(
            names = {"-raddr", "--raddr"},
            paramLabel = "ADDR",
            defaultValue = ":12000",
            description = "Raft address, as others reach it (${DEFAULT-VALUE})")
    String raft = "";

    @Option(
            names = {"-join", "--join"},
            paramLabel = "ADDR",
            description = "HTTP address of a member to join")
    @Nullable
    String join;

    @Option(
            names = {"-replace", "--replace"},
            paramLabel = "ID",
            defaultValue = "",
            description = "with -join: the member that goes when this node comes")
    String replaces = "";

    @Option(
            names = {"-groups", "--groups"},
            paramLabel = "N",
            description = "Raft groups that the keys are divided among by hash slot, 1 to "
                    + NodeConfig.GROUPS_MAX + " (1); fixed when a cluster begins, the same on all"
                    + " nodes")
    @Nullable
    Integer groups;

    @Option(
            names = {"-id", "--id"},
            paramLabel = "ID",
            description = "name of this node (its Raft address)")
    @Nullable
    String id;

    @Option(
            names = {"-inmem", "--inmem"},
            description = "force nothing to disk, and forget log and keys at the end")
    boolean inMemory;

    @Option(
            names = {"-fsync", "--fsync"},
            paramLabel = "MODE",
            description = "force the log to disk: always (before a write counts), interval (every"
                    + " second) or never (always; never with -inmem)")
    @Nullable
    String fsync;

    @Option(
            names = {"-redisBind", "--redisBind"},
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description = "Redis host (${DEFAULT-VALUE})")
    String redisHost = "";

    @Option(
            names = {"-redisPort", "--redisPort"},
            paramLabel = "PORT",
            description = "Redis port (6389 with HTTP port 11000, 6390 with 11001, ...)")
    @Nullable
    Integer redisPort;

    @Option(
            names = {"-level", "--level"},
            paramLabel = "LEVEL",
            defaultValue = "linearizable",
            description = "reads that ask for no level are: linearizable, lease or stale"
                    + " (${DEFAULT-VALUE})")
    String level = "";

    @Option(
            names = {"-follower", "--follower"},
            paramLabel = "MODE",
            defaultValue = "forward",
            description = "a follower will: forward requests to the leader, or redirect clients"
                    + " there (${DEFAULT-VALUE})")
    String follower = "";

    @Option(
            names = {"-requirepass", "--requirepass"},
            paramLabel = "PASSWORD",
            defaultValue = "${env:HRAFTD_REQUIREPASS}",
            description = "what clients and nodes must show: AUTH, or HTTP basic authentication of"
                    + " the user default (none; better from the environment, HRAFTD_REQUIREPASS)")
    @Nullable
    String password;

    @Option(
            names = {"-tlsCert", "--tlsCert"},
            paramLabel = "FILE",
            description = "this node's certificate (PEM); with -tlsKey and -tlsCA all of HTTP,"
                    + " Redis and Raft is TLS")
    @Nullable
    Path certificate;

    @Option(
            names = {"-tlsKey", "--tlsKey"},
            paramLabel = "FILE",
            description = "its private key (PEM, PKCS#8)")
    @Nullable
    Path key;

    @Option(
            names = {"-tlsCA", "--tlsCA"},
            paramLabel = "FILE",
            description = "certificate of the authority that signs the nodes', and only theirs")
    @Nullable
    Path authority;

    @Option(
            names = {"-maxConnections", "--maxConnections"},
            paramLabel = "N",
            defaultValue = "" + Doors.CONNECTIONS_MAX,
            description = "open connections of each of HTTP and Redis (${DEFAULT-VALUE})")
    int connectionsMax;

    @Option(
            names = {"-maxValue", "--maxValue"},
            paramLabel = "BYTES",
            defaultValue = "" + Doors.VALUE_BYTES_MAX,
            description = "length of a value; not above the default (${DEFAULT-VALUE})")
    int valueBytesMax;

    @Option(
            names = {"-h", "-help", "--help"},
            usageHelp = true,
            description = "show this")
    boolean help;

    @Parameters(arity = "0..1", paramLabel = "DATA_DIR", description = "where log and keys lie")
    @Nullable
    Path directory;

    /**
     * @throws IllegalArgumentException with a text for the operator
     */
    NodeConfig toConfig() {
        if (directory == null) {
            throw new IllegalArgumentException(
                    "no Raft storage directory specified; try hraftd --help");
        }
        HostPort httpAddress = address("-haddr", http);
        HostPort raftAddress = address("-raddr", raft);
        HostPort redisAddress = new HostPort(
                redisHost,
                redisPort == null ? NodeAddresses.redisPort(httpAddress.port()) : redisPort);
        return new NodeConfig(
                new Member(
                        id == null ? raftAddress.toString() : id,
                        raftAddress,
                        httpAddress,
                        redisAddress),
                join == null || join.isEmpty()
                        ? Optional.empty()
                        : Optional.of(address("-join", join)),
                replaces,
                groups == null ? OptionalInt.empty() : OptionalInt.of(groups),
                inMemory,
                fsyncMode(),
                ReadLevel.parse(level)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "-level is '" + level + "', expected " + ReadLevel.NAMES)),
                electionTimes(),
                doors(),
                directory);
    }

    private Doors doors() {
        boolean redirects = switch (follower) {
            case "forward" -> false;
            case "redirect" -> true;
            default ->
                throw new IllegalArgumentException(
                        "-follower is '" + follower + "', expected forward or redirect");
        };
        return new Doors(
                redirects,
                password == null || password.isEmpty()
                        ? Optional.empty()
                        : Optional.of(Password.of(password)),
                tls(),
                connectionsMax,
                valueBytesMax);
    }

    private Optional<Tls> tls() {
        if (certificate == null && key == null && authority == null) {
            return Optional.empty();
        }
        if (certificate == null || key == null || authority == null) {
            throw new IllegalArgumentException("TLS needs all of -tlsCert, -tlsKey and -tlsCA");
        }
        try {
            return Optional.of(Tls.load(certificate, key, authority));
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("TLS: there is no file " + e.getMessage(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException("TLS: " + e.getMessage(), e);
        }
    }

    private static HostPort address(String flag, String text) {
        try {
            return HostPort.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(flag + ": " + e.getMessage(), e);
        }
    }

    private Fsync fsyncMode() {
        if (fsync == null) {
            return inMemory ? Fsync.NEVER : Fsync.ALWAYS;
        }
        Fsync mode = Fsync.parse(fsync)
                .orElseThrow(() -> new IllegalArgumentException(
                        "-fsync is '" + fsync + "', expected always, interval or never"));
        if (inMemory && mode != Fsync.NEVER) {
            throw new IllegalArgumentException(
                    "-inmem forgets everything at the end, so -fsync " + mode + " means nothing");
        }
        return mode;
    }

    private static RaftSettings electionTimes() {
        return new RaftSettings(
                millis("hraftd.election.min", RaftSettings.DEFAULT.electionMin()),
                millis("hraftd.election.max", RaftSettings.DEFAULT.electionMax()));
    }

    private static Duration millis(String property, Duration standard) {
        return Duration.ofMillis(Long.getLong(property, standard.toMillis()));
    }
}
