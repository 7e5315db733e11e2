package dev.assay.server.read;

import java.util.Locale;
import java.util.Optional;

/** What a read promises. */
public enum ReadLevel {
    /** It sees every write that was acknowledged, by any node, before it began. */
    LINEARIZABLE,
    /** The same, as long as clocks do not run apart; see {@link Lease}. */
    LEASE,
    /** It sees some state of the past, whatever this node has: no message, no wait. */
    STALE;

    /** For the texts of errors. */
    public static final String NAMES = "linearizable, lease or stale";

    /**
     * By its name, as in {@code -level stale} and {@code ?level=stale}, or by rqlite's for a level
     * that promises no more.
     */
    public static Optional<ReadLevel> parse(String name) {
        return switch (name) {
            case "linearizable", "strong" -> Optional.of(LINEARIZABLE);
            case "lease", "weak" -> Optional.of(LEASE);
            case "stale", "none" -> Optional.of(STALE);
            default -> Optional.empty();
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
