package dev.assay.server.write;

import java.util.function.LongSupplier;

/**
 * The moment after a shipment is back. The clients that it answers send their next operations at
 * once, while others have gathered. If these left alone, two halves would take turns for ever, each
 * with the whole cost of an entry on all nodes. So what waits gives them that moment: until as many
 * have come as were there before, and never longer than a part of what the shipment took. Confined
 * to the event loop.
 */
final class Gathering {

    private final GroupCommit.Later later;
    private final LongSupplier nanoClock;
    private final Runnable over;

    private int expected;
    private long untilNanos;
    private boolean endsByItself;

    /**
     * @param over told when the time is over, if anybody was made to wait
     */
    Gathering(GroupCommit.Later later, LongSupplier nanoClock, Runnable over) {
        this.later = later;
        this.nanoClock = nanoClock;
        this.over = over;
        this.untilNanos = nanoClock.getAsLong();
    }

    /**
     * A shipment is back.
     *
     * @param leftNanos when it left
     * @param answered how many operations it held
     * @param waiting how many have gathered meanwhile
     */
    void begin(long leftNanos, int answered, int waiting) {
        long now = nanoClock.getAsLong();
        expected = answered + waiting;
        untilNanos = now
                + Math.min(
                        (now - leftNanos) / WriteLimits.GATHERING_PART,
                        WriteLimits.GATHERING_MAX.toNanos());
    }

    /** Whether so many operations should wait for more. */
    boolean goesOn(int waiting) {
        long left = untilNanos - nanoClock.getAsLong();
        if (waiting >= expected || left <= 0) {
            return false;
        }
        if (!endsByItself) {
            endsByItself = true;
            later.run(left, () -> {
                endsByItself = false;
                over.run();
            });
        }
        return true;
    }
}
