package dev.assay.chaos.container;

import dev.assay.bench.cluster.AddressPlan;
import dev.assay.bench.cluster.Addresses;
import dev.assay.bench.system.SystemDescription;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;

/**
 * The networks of one run, within {@code 10.B.0.0/16}:
 *
 * <pre>
 *   10.B.i.0/29      node i alone: it is at 10.B.i.2, this machine at 10.B.i.1
 *   10.B.i.8j/29     nobody: its gateway 10.B.i.(8j+1), an address of this machine, is node j as
 *                    node i sees it
 *   127.C.200.j      node j as clients see it, on loopback
 * </pre>
 */
final class ContainerNetworks implements Addresses {
    /** The upper end of 10.0.0.0/8 is seldom used by others. */
    private static final int BLOCK_LAST = 250;

    private static final int BLOCK_FIRST = 201;
    /** Addresses of a /29, of which Docker uses the second for the gateway. */
    private static final int STRIDE = 8;

    private final AddressPlan loopback;
    private final int block;
    private final String prefix;

    private ContainerNetworks(AddressPlan loopback, int block, String prefix) {
        this.loopback = loopback;
        this.block = block;
        this.prefix = prefix;
    }

    /**
     * Creates the networks in a block that neither this machine nor its engine uses.
     *
     * @param loopback where clients find the nodes
     * @param prefix of the networks' names
     * @param label of the networks; whoever sweeps it removes them
     */
    static ContainerNetworks create(
            SystemDescription system, AddressPlan loopback, String prefix, String label)
            throws IOException {
        IOException last = new IOException("no block of 10.0.0.0/8 was tried");
        for (int block = BLOCK_LAST; block >= BLOCK_FIRST; block--) {
            ContainerNetworks networks = new ContainerNetworks(loopback, block, prefix);
            try {
                // The first of them claims the block: the engine refuses what overlaps.
                networks.create("n1", subnet(block, 1, 0), label);
            } catch (IOException e) {
                if (!String.valueOf(e.getMessage()).contains("verlap")) {
                    throw e;
                }
                last = e;
                continue;
            }
            networks.createOthers(system, label);
            networks.requireHere(system);
            return networks;
        }
        throw new IOException(
                "no free networks from 10." + BLOCK_FIRST + ".0.0/16 to 10." + BLOCK_LAST
                        + ".0.0/16: " + last.getMessage(),
                last);
    }

    private void createOthers(SystemDescription system, String label) throws IOException {
        for (String from : system.nodeNames()) {
            int i = number(from);
            if (i > 1) {
                create(from, subnet(block, i, 0), label);
            }
            for (String to : system.nodeNames()) {
                if (!from.equals(to) && !system.peerPorts().isEmpty()) {
                    create(from + "-" + to, subnet(block, i, STRIDE * number(to)), label);
                }
            }
        }
    }

    private void create(String name, String subnet, String label) throws IOException {
        DockerCommand.run(
                "network", "create", "--label", label, "--subnet", subnet, prefix + "-" + name);
    }

    /** A proxy can only listen on the gateways where they are addresses of this very machine. */
    private void requireHere(SystemDescription system) throws IOException {
        String gateway = address(1, 1);
        if (NetworkInterface.getByInetAddress(InetAddress.getByName(gateway)) == null) {
            throw new IOException("the engine's networks are not on this machine (" + gateway
                    + " is no address of it; Docker Desktop and remote engines run elsewhere): run"
                    + " the harness where the engine is, as in docker/compose.lab.yaml, or take a"
                    + " system of processes instead of " + system.name());
        }
    }

    private static String subnet(int block, int i, int last) {
        return "10." + block + "." + i + "." + last + "/29";
    }

    private String address(int i, int last) {
        return "10." + block + "." + i + "." + last;
    }

    /** Name of the network on which a node is alone. */
    String network(String node) {
        return prefix + "-" + node;
    }

    @Override
    public String own(String node) {
        return address(number(node), 2);
    }

    @Override
    public String peer(String from, String to) {
        return address(number(from), STRIDE * number(to) + 1);
    }

    @Override
    public InetSocketAddress client(String node, int port) {
        return loopback.client(node, port);
    }

    private static int number(String node) {
        return Integer.parseInt(node.substring(1));
    }
}
