package dev.assay.bench.cluster;

/**
 * Which packets of a node's network vanish.
 *
 * @param side as the node sees it
 * @param percent of its packets, each by chance of its own; 1 to 100
 */
public record PacketDrop(Side side, int percent) {

    /** Comes in, goes out. */
    public enum Side {
        IN("in"),
        OUT("out"),
        BOTH("both");

        private final String word;

        Side(String word) {
            this.word = word;
        }

        /** As it stands in names and files. */
        public String word() {
            return word;
        }
    }

    private static final int ALL = 100;

    public PacketDrop {
        if (percent < 1 || percent > ALL) {
            throw new IllegalArgumentException("percent: " + percent + ", expected 1 to " + ALL);
        }
    }

    /** Whether nothing comes through. */
    public boolean all() {
        return percent == ALL;
    }
}
