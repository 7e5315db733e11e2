package dev.assay.checker.txn;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What transactions promise, from little to much; each forbids what those before it forbid. */
public enum Level {
    /** No cycle of ww and wr, nothing read of what was aborted or overwritten by its writer. */
    READ_COMMITTED(Graph.WW | Graph.WR),
    /** And no cycle in which no two rw follow each other (Cerone and Gotsman 2018). */
    SNAPSHOT_ISOLATION(Graph.WW | Graph.WR | Graph.RW),
    /** And no cycle of ww, wr and rw. */
    SERIALIZABLE(Graph.WW | Graph.WR | Graph.RW),
    /** And none with real time either. */
    STRICT_SERIALIZABLE(Graph.WW | Graph.WR | Graph.RW | Graph.RT);

    private final int kinds;
    private final String word = name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');

    Level(int kinds) {
        this.kinds = kinds;
    }

    /** The word for the command line. */
    public String word() {
        return word;
    }

    /** The kinds of dependencies that must not form a cycle. */
    int kinds() {
        return kinds;
    }

    boolean atLeast(Level other) {
        return compareTo(other) >= 0;
    }

    /** The level of a word, or an {@link IllegalArgumentException} that lists them. */
    public static Level of(String word) {
        for (Level level : values()) {
            if (level.word.equals(word)) {
                return level;
            }
        }
        throw new IllegalArgumentException("level '" + word + "': expected one of "
                + Stream.of(values()).map(Level::word).collect(Collectors.joining(", ")));
    }
}
