package org.apache.ratis.util;

import org.jspecify.annotations.NullMarked;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/**
 * Runs something on a thread of its own whenever it is signalled; signals that come together count
 * as one. It stands in the place of Ratis 3.3.0's class of the same name, which waits in {@link
 * #close} until the thread has ended. The one that uses it, {@code SegmentedRaftLog}, closes it
 * with the log's lock held, and what the thread runs asks for this lock: with some luck neither
 * ended, and a node that was told to stop stayed. So closing waits for nothing here; the thread
 * ends after its last run.
 */
@NullMarked // Not the package: the rest of it is Ratis'.
public final class AwaitToRun implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AwaitToRun.class);

    private final Runnable work;
    private final Semaphore signals = new Semaphore(0);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean closed;

    public AwaitToRun(Object namePrefix, Runnable work) {
        this.work = work;
        this.thread = new Thread(this::run, namePrefix + "-on-signal");
        thread.setDaemon(true);
    }

    public AwaitToRun start() {
        thread.start();
        return this;
    }

    public void signal() {
        signals.release();
    }

    private void run() {
        while (true) {
            signals.acquireUninterruptibly();
            signals.drainPermits();
            if (closed) {
                ended.countDown();
                return;
            }
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.error("{} failed", thread.getName(), e);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        signals.release();
    }

    CountDownLatch ended() {
        return ended;
    }

    @Override
    public String toString() {
        return thread.getName();
    }
}
