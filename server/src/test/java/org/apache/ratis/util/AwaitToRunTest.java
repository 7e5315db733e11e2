package org.apache.ratis.util;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

@Timeout(60)
class AwaitToRunTest {

    /** As SegmentedRaftLog does it; with Ratis' own class this never returns. */
    @Test
    void closing_does_not_wait_for_what_waits_for_the_closer() throws Exception {
        ReentrantLock lock = new ReentrantLock();
        CountDownLatch begun = new CountDownLatch(1);
        AwaitToRun evicting = new AwaitToRun("test", () -> {
                    begun.countDown();
                    lock.lock();
                    lock.unlock();
                })
                .start();

        lock.lock();
        try {
            evicting.signal();
            begun.await();
            evicting.close();
        } finally {
            lock.unlock();
        }

        assertThat(evicting.ended().await(50, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_failure_is_not_the_end() throws Exception {
        CountDownLatch twice = new CountDownLatch(2);
        try (AwaitToRun failing = new AwaitToRun("test", () -> {
                    twice.countDown();
                    throw new IllegalStateException("a failure, as the test wants it");
                })
                .start()) {
            failing.signal();
            while (twice.getCount() == 2) {
                Thread.onSpinWait();
            }
            failing.signal();

            assertThat(twice.await(50, TimeUnit.SECONDS)).isTrue();
        }
    }
}
