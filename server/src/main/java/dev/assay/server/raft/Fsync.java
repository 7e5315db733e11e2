package dev.assay.server.raft;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * When the log is forced to disk. Votes and terms are forced always, for a node that forgets them
 * may elect two leaders of one term.
 */
public enum Fsync {
    /** Before an entry counts as held by this node: an acknowledged write survives a power loss. */
    ALWAYS,
    /**
     * Every second, by a thread of its own: a power loss of a majority at the same time takes what
     * was acknowledged in the last second or two.
     */
    INTERVAL,
    /** When the system likes: a power loss may take anything. Killed processes lose nothing. */
    NEVER;

    public static Optional<Fsync> parse(String name) {
        return Arrays.stream(values())
                .filter(mode -> mode.toString().equals(name))
                .findFirst();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
