package dev.assay.server.command;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What commands may tell about the node. Called on the event loop; answers at once. */
public interface ServerInfo {

    String version();

    /** Sections of INFO: name to lines, in order. */
    Map<String, Map<String, String>> sections();

    /** Where Redis clients reach the leader, as {@code host:port}, if one is known. */
    default Optional<String> leaderAddress() {
        return Optional.empty();
    }

    /** Settings as CONFIG GET knows them, in order. */
    Map<String, String> settings();

    /** The members of the group, each once. */
    List<ClusterNode> nodes();

    /** Who may give commands. */
    default Access access() {
        return Access.OPEN;
    }
}
