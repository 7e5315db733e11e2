package dev.assay.checker.engine;

/**
 * Looks a little ahead: whether the read that returns next can still have its result. Where a value
 * only grows, as with appends, this finds a wrong turn at once and not some operations later.
 */
final class Outlook {

    /** How far to look for the next read; beyond, not looking is cheaper. */
    private static final int RETURNS_AHEAD = 32;

    private final Timeline<?> timeline;
    private final Steps steps;
    private final Placement placed;

    Outlook(Timeline<?> timeline, Steps steps, Placement placed) {
        this.timeline = timeline;
        this.steps = steps;
        this.placed = placed;
    }

    /** Whether the read that returns next has become impossible. */
    boolean missesNextRead() {
        int end = Math.min(placed.firstReturn() + RETURNS_AHEAD, placed.returnCount());
        for (int i = placed.firstReturn(); i < end; i++) {
            int read = placed.returning(i);
            if (!placed.isPlaced(read) && steps.readOnly(read)) {
                return !steps.mayLeadTo(placed.state(), read) && !canBeOverwrittenBefore(read);
            }
        }
        return false;
    }

    /**
     * Whether another operation may overwrite the state before the read does its look. If the
     * operation placed last could have been absorbed by that one, it was placed to be seen, and
     * there must be somebody who can see it first.
     */
    private boolean canBeOverwrittenBefore(int read) {
        int rank = timeline.ret[read];
        int last = placed.unseen();
        int openBefore = last >= 0 && placed.isAbsorbable(last) ? timeline.ret[last] : -1;
        boolean seenBefore = false;
        boolean overwriter = false;
        for (int op = placed.firstUnplaced();
                !placed.isHead(op) && timeline.call[op] < rank;
                op = placed.unplacedAfter(op)) {
            if (steps.overwrites(op)) {
                if (timeline.call[op] > openBefore || !placed.isBlind(op)) {
                    return true;
                }
                overwriter = true;
            } else if (steps.readOnly(op)) {
                seenBefore |= steps.mayLeadTo(placed.state(), op);
            } else {
                seenBefore |= !steps.alwaysLegal(op);
            }
        }
        for (int op : placed.optional()) {
            if (timeline.call[op] >= rank) {
                break;
            }
            if (!placed.isPlaced(op) && steps.overwrites(op)) {
                if (timeline.call[op] > openBefore || !placed.isBlind(op)) {
                    return true;
                }
                overwriter = true;
            } else if (!placed.isPlaced(op)) {
                seenBefore |= !steps.alwaysLegal(op);
            }
        }
        return overwriter && seenBefore;
    }
}
