package dev.assay.bench.generator;

/**
 * How often a client reads, writes and compares-and-sets, in percent.
 *
 * @param keys how many registers there are: few make conflicts, which show more
 * @param readPercent of all requests
 * @param casPercent of all requests; the rest are writes
 */
public record RegisterMix(int keys, int readPercent, int casPercent) {
    private static final int ALL = 100;

    public RegisterMix {
        if (keys < 1) {
            throw new IllegalArgumentException("keys: " + keys + ", expected 1 or more");
        }
        if (readPercent < 0 || casPercent < 0 || readPercent + casPercent > ALL) {
            throw new IllegalArgumentException("mix: " + readPercent + " % reads and " + casPercent
                    + " % cas, expected two numbers from 0 that make at most 100");
        }
    }

    /** The same without compare-and-set, whose share goes to writes. */
    public RegisterMix withoutCas() {
        return new RegisterMix(keys, readPercent, 0);
    }
}
