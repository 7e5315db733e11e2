package dev.assay.bench.compare;

import dev.assay.bench.cluster.AddressPlan;
import dev.assay.bench.cluster.Cluster;
import dev.assay.bench.cluster.ProcessReaper;
import dev.assay.bench.drive.Dialect;
import dev.assay.bench.drive.Endpoint;
import dev.assay.bench.measure.BenchFolder;
import dev.assay.bench.system.Protocol;
import dev.assay.bench.system.SystemDescription;
import dev.assay.reports.run.RunSpec;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * One system of a comparison: its nodes as local processes, without proxies, and its own run folder.
 * Closing ends the nodes; any thread may do so.
 */
public final class SystemUnderLoad implements AutoCloseable {
    private final SystemDescription system;
    private final AddressPlan addresses;
    private final Cluster cluster;
    private final BenchFolder folder;
    private final @Nullable Verification verification;

    private SystemUnderLoad(
            SystemDescription system,
            AddressPlan addresses,
            Cluster cluster,
            BenchFolder folder,
            @Nullable Verification verification) {
        this.system = system;
        this.addresses = addresses;
        this.cluster = cluster;
        this.folder = folder;
        this.verification = verification;
    }

    /**
     * Starts the nodes and waits until they serve.
     *
     * @param verify whether verifying clients work beside the load
     */
    public static SystemUnderLoad start(
            SystemDescription system, ProcessReaper reaper, Path runs, RunSpec spec, boolean verify)
            throws IOException, InterruptedException {
        Protocol protocol = protocol(system);
        BenchFolder folder = BenchFolder.create(runs, spec);
        AddressPlan addresses = AddressPlan.claim(false);
        try {
            Cluster cluster =
                    new Cluster(system, addresses, reaper, folder.path().resolve("nodes"));
            SystemUnderLoad started = new SystemUnderLoad(
                    system,
                    addresses,
                    cluster,
                    folder,
                    verify ? new Verification(cluster, protocol, folder, spec.seed()) : null);
            try {
                cluster.start();
            } catch (IOException | InterruptedException | RuntimeException e) {
                started.close();
                throw e;
            }
            return started;
        } catch (IOException | InterruptedException | RuntimeException e) {
            addresses.close();
            folder.close();
            throw e;
        }
    }

    /** What load and verifying clients speak: Redis where the system does. */
    private static Protocol protocol(SystemDescription system) {
        return Stream.of(Protocol.REDIS, Protocol.ETCD, Protocol.HRAFTD_HTTP)
                .filter(system.protocols()::containsKey)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("system '" + system.name()
                        + "': it speaks no protocol that the load does"));
    }

    /** What the load must speak to it. */
    public Dialect dialect() {
        return switch (protocol(system)) {
            case REDIS -> Dialect.REDIS;
            case ETCD -> Dialect.ETCD;
            case HRAFTD_HTTP -> Dialect.HRAFTD_HTTP;
        };
    }

    public SystemDescription system() {
        return system;
    }

    public BenchFolder folder() {
        return folder;
    }

    /** The clients that verify; null when nobody does. */
    public @Nullable Verification verification() {
        return verification;
    }

    /** Where the load connects: the nodes that clients speak to. */
    public List<Endpoint> endpoints() {
        int port = system.port(protocol(system));
        return nodes().stream()
                .map(node -> addresses.client(node, port))
                .map(SystemUnderLoad::endpoint)
                .toList();
    }

    /** Lets the verifying clients work, where there are some. */
    public void beginToVerify() throws IOException {
        if (verification != null) {
            verification.begin(nodes());
        }
    }

    /** hraftd's HTTP neither forwards nor redirects: what is not its leader answers errors only. */
    private List<String> nodes() {
        return protocol(system) == Protocol.HRAFTD_HTTP
                ? cluster.leader().map(List::of).orElse(system.clientNodeNames())
                : system.clientNodeNames();
    }

    private static Endpoint endpoint(InetSocketAddress address) {
        return Endpoint.tcp(address.getHostString(), address.getPort());
    }

    /** Idempotent. */
    @Override
    public void close() throws IOException {
        try {
            cluster.close();
        } finally {
            addresses.close();
            folder.close();
        }
    }
}
