package dev.assay.checker.engine;

/** The limit said stop in the middle of something that has nothing to show for it. */
public final class Exhausted extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** How many operations a loop may look at before it asks the limit again: far below a second. */
    private static final int OPERATIONS_BETWEEN_CHECKS = 1 << 14;

    /** Of memory and not of time. */
    private final boolean memory;

    private Exhausted(boolean memory) {
        super(memory ? "out of memory" : "out of time", null, false, false);
        this.memory = memory;
    }

    /** Whether it was the memory that was not enough; else it was the time. */
    public boolean isOfMemory() {
        return memory;
    }

    /** For what can hold no more, whatever the limit. */
    static Exhausted ofRoom() {
        return new Exhausted(true);
    }

    /** For what is about to hold so many bytes. */
    public static void beyond(Limit limit, long bytes) {
        if (bytes > limit.bytes()) {
            throw new Exhausted(true);
        }
    }

    /** For a stage that takes a part of a second for each million operations. */
    public static void check(Limit limit) {
        if (limit.exhausted()) {
            throw new Exhausted(false);
        }
    }

    /** For a loop that is at this operation. */
    public static void check(Limit limit, int operation) {
        if (operation % OPERATIONS_BETWEEN_CHECKS == 0) {
            check(limit);
        }
    }
}
