package dev.assay.server.read;

/**
 * The two clocks that a lease is measured with. It holds only while both say so: the first does not
 * go on while the machine sleeps, the second may be set.
 */
public interface LeaseClock {

    /** Those of the machine. */
    LeaseClock SYSTEM = new LeaseClock() {
        @Override
        public long monotonicNanos() {
            return System.nanoTime();
        }

        @Override
        public long wallMillis() {
            return System.currentTimeMillis();
        }
    };

    /** Goes on steadily, also while this process is stopped. */
    long monotonicNanos();

    /** The time of day. */
    long wallMillis();
}
