package dev.assay.bench.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Locale;

/**
 * Loopback addresses of one run. Every run claims a block {@code 127.B.0.0/16} of its own, so that
 * ports may stay the well-known ones and runs may go on side by side:
 *
 * <pre>
 *   127.B.i.i    node i itself
 *   127.B.i.j    node j as node i sees it   (a proxy for the directed link i -> j)
 *   127.B.200.j  node j as clients see it   (a proxy for the client link)
 * </pre>
 *
 * <p>Without proxies everybody sees node j at {@code 127.B.j.j}. A node finds {@code 127.B.i.j}
 * under the name {@code nj} through a hosts file of its own.
 */
public final class AddressPlan implements Addresses, AutoCloseable {
    private static final int BLOCK_FIRST = 16;
    private static final int BLOCK_LAST = 250;
    private static final int CLIENT_VIEW = 200;
    private static final int LOCK_PORT = 20_127;

    private final int block;
    private final ServerSocket lock;
    private final boolean proxied;

    private AddressPlan(int block, ServerSocket lock, boolean proxied) {
        this.block = block;
        this.lock = lock;
        this.proxied = proxied;
    }

    /**
     * Claims a free block; {@link #close} gives it back.
     *
     * @param proxied whether links lead to proxies, which the caller then has to start
     * @throws IOException when this machine has no loopback addresses beside 127.0.0.1, with what to do
     */
    public static AddressPlan claim(boolean proxied) throws IOException {
        requireLoopbackRange();
        for (int block = BLOCK_FIRST; block <= BLOCK_LAST; block++) {
            try {
                return new AddressPlan(block, bind("127." + block + ".0.1", LOCK_PORT), proxied);
            } catch (IOException taken) {
                continue; // another run holds it
            }
        }
        throw new IOException("all loopback blocks 127." + BLOCK_FIRST + ".0.0/16 to 127."
                + BLOCK_LAST + ".0.0/16 are claimed by other runs: wait for one of them to end");
    }

    private static void requireLoopbackRange() throws IOException {
        try {
            // On any port: another run may look at the same moment.
            bind("127." + BLOCK_LAST + ".0.2", 0).close();
        } catch (IOException e) {
            boolean mac =
                    System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac");
            throw new IOException(
                    "this machine does not answer on loopback addresses other than 127.0.0.1 ("
                            + e.getMessage()
                            + "); a run gives every directed link an address of its own. "
                            + (mac
                                    ? "On macOS add the addresses of three nodes once after each boot: "
                                            + "sudo sh -c 'for i in 1 2 3 200; do for j in 1 2 3; do "
                                            + "ifconfig lo0 alias 127." + BLOCK_FIRST
                                            + ".$i.$j; done; done; "
                                            + "ifconfig lo0 alias 127." + BLOCK_FIRST + ".0.1; "
                                            + "ifconfig lo0 alias 127." + BLOCK_LAST + ".0.2'"
                                    : "Configure 127.0.0.0/8 on the loopback interface."),
                    e);
        }
    }

    private static ServerSocket bind(String address, int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getByName(address));
    }

    /** Whether links lead to proxies. */
    public boolean proxied() {
        return proxied;
    }

    @Override
    public String own(String node) {
        int i = number(node);
        return address(i, i);
    }

    @Override
    public String peer(String from, String to) {
        return proxied ? address(number(from), number(to)) : own(to);
    }

    @Override
    public InetSocketAddress client(String node, int port) {
        String host = proxied ? address(CLIENT_VIEW, number(node)) : own(node);
        return new InetSocketAddress(host, port);
    }

    private String address(int i, int j) {
        return "127." + block + "." + i + "." + j;
    }

    private static int number(String node) {
        return Integer.parseInt(node.substring(1));
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
