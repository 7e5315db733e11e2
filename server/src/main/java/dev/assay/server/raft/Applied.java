package dev.assay.server.raft;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.Executor;

/**
 * How far this node has applied the log, and who waits for it to come further. The index is moved
 * by the apply thread; waiters live on the event loop.
 */
public final class Applied {

    private final Executor eventLoop;
    private final Queue<Waiter> waiters =
            new PriorityQueue<>(Comparator.comparingLong(Waiter::index));
    private volatile long index = -1;
    private volatile boolean awaited;

    /** Called once, on the event loop. */
    public interface Reached {

        /** The index, or a later one, is applied. */
        void reached();

        /** The deadline passed first. */
        void late();
    }

    private record Waiter(long index, long deadlineNanos, Reached reached) {}

    public Applied(Executor eventLoop) {
        this.eventLoop = eventLoop;
    }

    /** Index of the last applied entry, -1 before the first. Any thread. */
    public long index() {
        return index;
    }

    /** Moves on; going back is ignored, because a replay passes over old entries. */
    void advance(long newIndex) {
        if (newIndex <= index) {
            return;
        }
        index = newIndex;
        if (awaited) {
            eventLoop.execute(this::release);
        }
    }

    /** Waits on the event loop, without blocking it; may call back before it returns. */
    public void whenReached(long wanted, long deadlineNanos, Reached reached) {
        if (index >= wanted) {
            reached.reached();
            return;
        }
        waiters.add(new Waiter(wanted, deadlineNanos, reached));
        awaited = true;
        // The apply thread may have moved on before it could see that someone waits.
        release();
    }

    /** Gives up waiters whose deadline has passed; on the event loop, every few milliseconds. */
    public void step(long nowNanos) {
        if (waiters.isEmpty()) {
            return;
        }
        List<Waiter> late =
                waiters.stream().filter(w -> nowNanos - w.deadlineNanos() >= 0).toList();
        waiters.removeAll(late);
        late.forEach(waiter -> waiter.reached().late());
    }

    private void release() {
        while (!waiters.isEmpty() && waiters.peek().index() <= index) {
            waiters.remove().reached().reached();
        }
        awaited = !waiters.isEmpty();
        if (awaited && waiters.peek().index() <= index) {
            eventLoop.execute(this::release);
        }
    }
}
