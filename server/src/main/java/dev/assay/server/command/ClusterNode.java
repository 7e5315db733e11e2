package dev.assay.server.command;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A member as clients of a Redis Cluster see it.
 *
 * @param id its name in the Raft group
 * @param host where Redis clients reach it
 * @param self whether it is the node that tells this
 */
public record ClusterNode(String id, String host, int port, boolean leads, boolean self) {

    /** Its name as Redis Cluster writes names: 40 hexadecimal digits. */
    public String hexId() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-1").digest(id.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }
}
