package dev.assay.server.node;

/** Ports that follow from other ports. */
public final class NodeAddresses {

    private static final int REDIS_OF_FIRST_NODE = 6_389;
    private static final int HTTP_OF_FIRST_NODE = 11_000;

    private NodeAddresses() {}

    /** The Redis port that goes with an HTTP port: 6389 with 11000, 6390 with 11001 and so on. */
    public static int redisPort(int httpPort) {
        return REDIS_OF_FIRST_NODE + httpPort - HTTP_OF_FIRST_NODE;
    }
}
