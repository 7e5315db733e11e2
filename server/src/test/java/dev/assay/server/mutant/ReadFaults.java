package dev.assay.server.mutant;

import dev.assay.server.data.Failure;
import dev.assay.server.node.NodeParts;
import dev.assay.server.powerloss.Switches;
import dev.assay.server.raft.RaftNode;
import dev.assay.server.raft.Route;
import dev.assay.server.read.ReadBarrier;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Wrong read barriers, one method each. They run on the event loop. */
final class ReadFaults {

    private static final long NEVER = Long.MIN_VALUE / 2;
    private static final long LEASE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long REUSED_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** Less than any election takes, so that it does no harm while clocks are right. */
    private static final long WALL_LEASE_MILLIS = 250;

    private ReadFaults() {}

    /** A barrier made from the standard one and the node's view of Raft. */
    @FunctionalInterface
    interface Barrier {
        ReadBarrier of(ReadBarrier standard, RaftNode raft);
    }

    static NodeParts exchanged(Barrier barrier) {
        return new NodeParts() {
            @Override
            public ReadBarrier reads(
                    ReadBarrier standard, RaftNode raft, ScheduledExecutorService loop) {
                return barrier.of(standard, raft);
            }
        };
    }

    /** Who has led within ten seconds still answers alone: a lease that no clock bounds. */
    static ReadBarrier endlessLease(ReadBarrier standard, RaftNode raft) {
        AtomicLong led = new AtomicLong(NEVER);
        return waiter -> {
            long now = System.nanoTime();
            if (raft.route() instanceof Route.Self && raft.leaderReady()) {
                led.set(now);
            }
            if (now - led.get() < LEASE_NANOS) {
                waiter.pass(0);
            } else {
                standard.await(waiter);
            }
        };
    }

    /** Nobody confirms, so the node answers from what it has. */
    static ReadBarrier staleWhenCutOff(ReadBarrier standard, RaftNode raft) {
        return waiter -> standard.await(new ReadBarrier.Waiter() {
            @Override
            public void pass(long index) {
                waiter.pass(index);
            }

            @Override
            public void fail(Failure failure) {
                waiter.pass(0);
            }
        });
    }

    /** One confirmation serves all reads of the next half second. */
    static ReadBarrier reusedConfirmation(ReadBarrier standard, RaftNode raft) {
        AtomicLong confirmed = new AtomicLong(NEVER);
        return waiter -> {
            if (System.nanoTime() - confirmed.get() < REUSED_NANOS) {
                waiter.pass(0);
                return;
            }
            standard.await(new ReadBarrier.Waiter() {
                @Override
                public void pass(long index) {
                    confirmed.set(System.nanoTime());
                    waiter.pass(index);
                }

                @Override
                public void fail(Failure failure) {
                    waiter.fail(failure);
                }
            });
        };
    }

    /** A confirmation serves all reads of a quarter of a second, by a clock that may be set back. */
    static NodeParts leaseByWallClock() {
        return exchanged((standard, raft) -> {
            AtomicLong until = new AtomicLong(NEVER);
            return waiter -> {
                long asked = System.currentTimeMillis() + Switches.clockOffset();
                if (asked < until.get()) {
                    waiter.pass(0);
                    return;
                }
                standard.await(new ReadBarrier.Waiter() {
                    @Override
                    public void pass(long index) {
                        if (raft.route() instanceof Route.Self) {
                            until.set(asked + WALL_LEASE_MILLIS);
                        }
                        waiter.pass(index);
                    }

                    @Override
                    public void fail(Failure failure) {
                        waiter.fail(failure);
                    }
                });
            };
        });
    }
}
