package dev.assay.checker.engine;

/** What an engine may use. It asks often (every some hundred steps) and stops when told to. */
public interface Limit {

    /** Whether to stop now: time is over, or the caller was interrupted. Cheap. */
    boolean exhausted();

    /** Memory that the engine may hold at a time, in bytes. */
    long bytes();

    /** The same memory, and no end of time. */
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
