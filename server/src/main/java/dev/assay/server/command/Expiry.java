package dev.assay.server.command;

import dev.assay.server.raft.Consensus;
import dev.assay.server.store.Store;
import dev.assay.server.write.Writes;

import java.util.function.LongSupplier;

/**
 * Sees to it that keys end in time though nobody writes: while this node leads and the log's time
 * lags behind a key that is due, it lets an entry pass. Confined to the event loop.
 */
public final class Expiry {

    private final Store store;
    private final Consensus consensus;
    private final Writes writes;
    private final LongSupplier clockMillis;
    private boolean underWay;

    public Expiry(Store store, Consensus consensus, Writes writes, LongSupplier clockMillis) {
        this.store = store;
        this.consensus = consensus;
        this.writes = writes;
        this.clockMillis = clockMillis;
    }

    /** Call it every few milliseconds; a key ends that much later at most. */
    public void step() {
        if (!underWay
                && store.earliestDueMillis() <= clockMillis.getAsLong()
                && consensus.leaderReady()) {
            underWay = true;
            writes.submit(Tick.INSTANCE, outcome -> underWay = false);
        }
    }
}
