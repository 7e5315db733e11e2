package dev.assay.server.store;

/** Numbers that look random and follow from a seed (Steele, Lea, Flood: SplitMix64). One thread. */
public final class Chance {

    private long state;

    public Chance(long seed) {
        state = seed;
    }

    public long next() {
        state += 0x9E3779B97F4A7C15L;
        long mixed = state;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    /** From 0 to one less than the bound, all alike but for one in 2^63 over the bound. */
    public long below(long bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("nothing is below " + bound);
        }
        return (next() >>> 1) % bound;
    }
}
