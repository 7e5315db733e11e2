package dev.assay.server.read;

import java.util.Locale;
import java.util.Optional;

/** What a read promises. */
public enum ReadLevel {
    /** It sees every write that was acknowledged, by any node, before it began. */
    LINEARIZABLE,
    /** It sees some state of the past, whatever this node has: no message, no wait. */
    STALE;

    /** By its name, as in {@code -level stale} and {@code ?level=stale}. */
    public static Optional<ReadLevel> parse(String name) {
        for (ReadLevel level : values()) {
            if (level.toString().equals(name)) {
                return Optional.of(level);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
