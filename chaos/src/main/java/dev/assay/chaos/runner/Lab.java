package dev.assay.chaos.runner;

import dev.assay.bench.cluster.AddressPlan;
import dev.assay.bench.cluster.Cluster;
import dev.assay.bench.cluster.Interposer;
import dev.assay.bench.cluster.ProcessReaper;
import dev.assay.bench.system.SystemDescription;
import dev.assay.chaos.container.ContainerLab;
import dev.assay.chaos.fault.LinkProxies;
import dev.assay.chaos.fault.Network;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a run needs: a reaper, addresses, proxies for all links, and the cluster. Closing takes all
 * down in reverse order, goes on past failures, and may be called from any thread, also while the
 * lab is being set up.
 */
public final class Lab implements AutoCloseable {
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private boolean closed;
    private @Nullable Cluster cluster;
    private @Nullable Network network;

    /** Prepares all but starts no node. */
    static Lab open(
            SystemDescription system,
            Set<Interposer> interposers,
            ToxiproxyChoice toxiproxy,
            long seed,
            Path nodeLogs)
            throws IOException, InterruptedException {
        Lab lab = new Lab();
        try {
            lab.prepare(system, interposers, toxiproxy, seed, nodeLogs);
        } catch (IOException | InterruptedException | RuntimeException e) {
            lab.closeAfter(e);
            throw e;
        }
        return lab;
    }

    private void prepare(
            SystemDescription system,
            Set<Interposer> interposers,
            ToxiproxyChoice toxiproxy,
            long seed,
            Path nodeLogs)
            throws IOException, InterruptedException {
        ProcessReaper reaper = opened(ProcessReaper.start());
        AddressPlan addresses = opened(AddressPlan.claim(true));
        if (system.image().isEmpty()) {
            LinkProxies proxies = toxiproxy.start(reaper, seed, nodeLogs);
            leadToRunning(system, addresses, proxies);
            network = opened(Network.open(proxies, addresses.links(system), system.probes()));
            cluster = opened(new Cluster(system, addresses, reaper, nodeLogs, interposers));
        } else {
            ContainerLab containers = opened(ContainerLab.open(system, addresses, reaper));
            network = opened(Network.open(
                    toxiproxy.start(reaper, seed, nodeLogs),
                    containers.addresses().links(system),
                    system.probes()));
            cluster = opened(
                    new Cluster(system, containers.addresses(), containers.driver(), nodeLogs));
        }
    }

    /**
     * Nodes that run already are wherever they are: a proxy that no fault touches leads to each of their
     * ports from the address at which the node would have been started.
     */
    private static void leadToRunning(
            SystemDescription system, AddressPlan addresses, LinkProxies proxies)
            throws IOException {
        for (Map.Entry<String, Map<String, String>> node : system.running().entrySet()) {
            for (Map.Entry<String, String> port : node.getValue().entrySet()) {
                proxies.create(
                        "to-" + node.getKey() + "-" + port.getKey(),
                        addresses.own(node.getKey()) + ":" + system.port(port.getKey()),
                        port.getValue());
            }
        }
    }

    private synchronized <T extends AutoCloseable> T opened(T part) throws IOException {
        open.push(part);
        if (closed) {
            close();
            throw new IOException("the run was ended while it was being set up");
        }
        return part;
    }

    private void closeAfter(Exception failure) {
        try {
            close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    Cluster cluster() {
        return java.util.Objects.requireNonNull(cluster, "cluster");
    }

    Network network() {
        return java.util.Objects.requireNonNull(network, "network");
    }

    /** Idempotent. */
    @Override
    public synchronized void close() throws IOException {
        closed = true;
        List<Exception> failures = new ArrayList<>();
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            IOException first = new IOException("could not take the lab down", failures.get(0));
            failures.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
    }
}
