package dev.assay.checker.engine;

/** What an engine may use. It asks often (every some hundred steps) and stops when told to. */
public interface Limit {

    /** Whether to stop now: time is over, or the caller was interrupted. Cheap. */
    boolean exhausted();

    /** Memory that the engine may hold at a time, in bytes. */
    long bytes();

    /** How many operations it may place. Unlike time, the same on every machine. */
    default long steps() {
        return Long.MAX_VALUE;
    }

    /** The same limit, with fewer steps. */
    default Limit withSteps(long steps) {
        Limit whole = this;
        return new Limit() {
            @Override
            public boolean exhausted() {
                return whole.exhausted();
            }

            @Override
            public long bytes() {
                return whole.bytes();
            }

            @Override
            public long steps() {
                return steps;
            }
        };
    }

    /** So much memory, and no end of time. */
    static Limit ofBytes(long bytes) {
        return new Limit() {
            @Override
            public boolean exhausted() {
                return false;
            }

            @Override
            public long bytes() {
                return bytes;
            }
        };
    }
}
