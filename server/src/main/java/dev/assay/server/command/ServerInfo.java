package dev.assay.server.command;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What commands may tell about the node. Called on the event loop; answers at once. */
public interface ServerInfo {

    String version();

    /** Sections of INFO: name to lines, in order. */
    Map<String, Map<String, String>> sections();

    /** Where Redis clients reach another node that leads a slot's group, as {@code host:port}. */
    default Optional<String> leaderAddress(int slot) {
        return Optional.empty();
    }

    /** Settings as CONFIG GET knows them, in order. */
    Map<String, String> settings();

    /** All slots in their order, with the members of the groups that have them. */
    List<Shard> shards();

    /** Who may give commands. */
    default Access access() {
        return Access.OPEN;
    }
}
