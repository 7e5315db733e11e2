package dev.assay.bench.classic;

import redis.clients.jedis.util.JedisClusterCRC16;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A master of a cluster, as {@code CLUSTER NODES} tells of it.
 *
 * @param id 40 hexadecimal digits
 * @param firstSlot a slot that it serves: redis-benchmark asks each master for keys of one slot
 */
public record ClusterMaster(String id, String host, int port, int firstSlot) {
    private static final String TAG_CHARACTERS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private static final int FIELDS_BEFORE_SLOTS = 8;
    private static final int ADDRESS = 1;
    private static final int FLAGS = 2;

    /**
     * The masters that serve slots, in the order in which they are told.
     *
     * @param nodes id, address, flags, master, ping, pong, epoch, link and slots of a node a line
     * @param askedHost address of the node that told; it may leave out its own
     * @throws IllegalArgumentException with the line that is not such a one
     */
    public static List<ClusterMaster> parse(String nodes, String askedHost, int askedPort) {
        List<ClusterMaster> masters = new ArrayList<>();
        for (String line : nodes.strip().split("\n")) {
            String[] fields = line.strip().split(" ");
            if (fields.length < FIELDS_BEFORE_SLOTS) {
                throw new IllegalArgumentException("CLUSTER NODES: cannot read '" + line + "'");
            }
            List<String> flags = List.of(fields[FLAGS].split(","));
            int slot = firstSlot(fields);
            if (flags.contains("master") && slot >= 0) {
                String address = fields[ADDRESS].replaceAll("[@,].*", "");
                int colon = address.lastIndexOf(':');
                boolean itself = flags.contains("myself") || colon < 1;
                masters.add(new ClusterMaster(
                        fields[0],
                        itself ? askedHost : address.substring(0, colon),
                        itself ? askedPort : Integer.parseInt(address.substring(colon + 1)),
                        slot));
            }
        }
        return masters;
    }

    /** -1 without a slot; {@code [...]} is one on its way elsewhere. */
    private static int firstSlot(String[] fields) {
        for (int i = FIELDS_BEFORE_SLOTS; i < fields.length; i++) {
            if (!fields[i].startsWith("[")) {
                return Integer.parseInt(fields[i].replaceAll("-.*", ""));
            }
        }
        return -1;
    }

    /** What makes a key one of its own when it stands in braces in it. */
    public String tag() {
        int base = TAG_CHARACTERS.length();
        for (int i = 0; i < base * base * base; i++) {
            String tag = "" + TAG_CHARACTERS.charAt(i / base / base)
                    + TAG_CHARACTERS.charAt(i / base % base)
                    + TAG_CHARACTERS.charAt(i % base);
            if (JedisClusterCRC16.getSlot(tag.getBytes(StandardCharsets.US_ASCII)) == firstSlot) {
                return tag;
            }
        }
        throw new IllegalStateException("no tag for slot " + firstSlot);
    }
}
