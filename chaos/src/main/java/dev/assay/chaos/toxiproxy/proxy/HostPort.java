package dev.assay.chaos.toxiproxy.proxy;

import io.netty.util.NetUtil;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * An address as the control API writes it, such as {@code localhost:80}, {@code [::1]:80} or {@code
 * :80} for all interfaces.
 *
 * @param host name or literal address without brackets; empty for all interfaces
 */
record HostPort(String host, int port) {

    private static final int PORT_MAX = 65_535;

    /**
     * Reads an address; the empty text is port 0 on all interfaces.
     *
     * @throws IOException with Toxiproxy's words
     */
    static HostPort parse(String text) throws IOException {
        if (text.isEmpty()) {
            return new HostPort("", 0);
        }
        int colon = text.lastIndexOf(':');
        if (colon < 0 || text.endsWith("]")) {
            throw new IOException("address " + text + ": missing port in address");
        }
        String host = text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.contains(":")) {
            throw new IOException("address " + text + ": too many colons in address");
        }
        return new HostPort(host, parsePort(text.substring(colon + 1)));
    }

    private static int parsePort(String text) throws IOException {
        if (text.isEmpty()) {
            return 0;
        }
        if (!text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IOException("lookup tcp/" + text + ": unknown port");
        }
        // Nine digits fit an int, and a tenth is too many for any port.
        int port = text.length() > 9 ? PORT_MAX + 1 : Integer.parseInt(text);
        if (port > PORT_MAX) {
            throw new IOException("address " + text + ": invalid port");
        }
        return port;
    }

    /** True if no name has to be looked up. */
    boolean isLiteral() {
        return host.isEmpty() || literalBytes() != null;
    }

    @SuppressWarnings("NullAway") // null says "not a literal", which NetUtil does not annotate
    byte[] literalBytes() {
        return NetUtil.createByteArrayFromIpAddressString(host);
    }

    /** How a resolved address is written: an empty host for none, brackets around IPv6. */
    static String write(String host, int port) {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /** How a bound listener is written: on all interfaces it is {@code [::]}, as in Toxiproxy. */
    static String writeBound(InetSocketAddress bound) {
        InetAddress address = bound.getAddress();
        return write(address.isAnyLocalAddress() ? "::" : writeHost(address), bound.getPort());
    }

    static String writeHost(InetAddress address) {
        return address instanceof Inet6Address
                ? NetUtil.toAddressString(address)
                : address.getHostAddress();
    }

    @Override
    public String toString() {
        return write(host, port);
    }
}
