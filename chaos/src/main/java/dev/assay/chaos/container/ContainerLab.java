package dev.assay.chaos.container;

import dev.assay.bench.cluster.AddressPlan;
import dev.assay.bench.cluster.Addresses;
import dev.assay.bench.cluster.NodeDriver;
import dev.assay.bench.cluster.ProcessReaper;
import dev.assay.bench.system.SystemDescription;

import java.io.IOException;
import java.util.List;

/**
 * The networks of a run whose nodes are containers, and what starts those. Closing removes both, with
 * the nodes' data; so does the end of this JVM, whatever ends it.
 */
public final class ContainerLab implements AutoCloseable {
    private static final String LABEL = "dev.assay.run";

    private final ContainerSweep sweep;
    private final ContainerNetworks networks;
    private final Containers containers;

    private ContainerLab(ContainerSweep sweep, ContainerNetworks networks, Containers containers) {
        this.sweep = sweep;
        this.networks = networks;
        this.containers = containers;
    }

    /** What keeps a system of containers from being run here, in words; empty when nothing. */
    public static List<String> missing(SystemDescription system) {
        if (system.image().isEmpty()) {
            return List.of();
        }
        try {
            DockerCommand.run("version", "--format", "{{.Server.Version}}");
        } catch (IOException e) {
            return List.of("no container engine answers: " + e.getMessage());
        }
        try {
            DockerCommand.run("image", "inspect", "--format", "{{.Id}}", system.image());
        } catch (IOException e) {
            return List.of("the image '" + system.image() + "' of system " + system.name()
                    + " is not here: pull it or build it (docker/README.md)");
        }
        return List.of();
    }

    /**
     * Creates the networks; no node runs yet.
     *
     * @param loopback where clients find the nodes
     * @throws IOException when the engine refuses, or is not on this machine
     */
    public static ContainerLab open(
            SystemDescription system, AddressPlan loopback, ProcessReaper reaper)
            throws IOException {
        // Unique on this machine, as the folder is.
        String run = reaper.workFolder().getFileName().toString();
        ContainerSweep sweep = ContainerSweep.start(LABEL + "=" + run);
        try {
            ContainerNetworks networks =
                    ContainerNetworks.create(system, loopback, run, sweep.label());
            return new ContainerLab(
                    sweep, networks, new Containers(system, networks, reaper, run, sweep));
        } catch (IOException | RuntimeException e) {
            try {
                sweep.close();
            } catch (IOException left) {
                e.addSuppressed(left);
            }
            throw e;
        }
    }

    /** Who finds whom where. */
    public Addresses addresses() {
        return networks;
    }

    /** Starts and ends the nodes. */
    public NodeDriver driver() {
        return containers;
    }

    @Override
    public void close() throws IOException {
        sweep.close();
    }
}
