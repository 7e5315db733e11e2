package dev.assay.chaos.toxiproxy.toxic;

import io.netty.buffer.Unpooled;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** A flow whose clock stands still until it is told; it writes down what its pipe does, and when. */
final class FakeFlow implements Flow {
    private final Deque<Chunk> waiting = new ArrayDeque<>();
    private final List<String> log = new ArrayList<>();
    private final RandomGenerator random;
    private final Pipe pipe;
    private long nowNanos;
    private @Nullable Runnable timer;
    private long timerNanos;
    private boolean inputEnded;
    private boolean closed;
    private long limitedBytes;

    FakeFlow(Toxic toxic, long seed) {
        random = new SplittableRandom(seed);
        pipe = toxic.pipe(this);
        pipe.run();
    }

    /** {@code time action bytes}, with the time in milliseconds since the start. */
    List<String> log() {
        return log;
    }

    FakeFlow data(String text) {
        waiting.add(new Chunk(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII), nowNanos));
        pipe.run();
        return this;
    }

    FakeFlow end() {
        inputEnded = true;
        pipe.run();
        return this;
    }

    FakeFlow interrupt() {
        timer = null;
        pipe.interrupt();
        return this;
    }

    /** Lets time pass, with the timers that are due in it. */
    FakeFlow pass(long millis) {
        long untilNanos = nowNanos + TimeUnit.MILLISECONDS.toNanos(millis);
        while (timer != null && timerNanos <= untilNanos) {
            nowNanos = timerNanos;
            Runnable due = timer;
            timer = null;
            due.run();
        }
        nowNanos = untilNanos;
        return this;
    }

    private void note(String what) {
        log.add(TimeUnit.NANOSECONDS.toMillis(nowNanos) + " " + what);
    }

    private void note(String what, Chunk chunk) {
        note(what + " " + chunk.data().toString(StandardCharsets.US_ASCII));
        chunk.data().release();
    }

    private void finish(String how) {
        if (!closed) {
            closed = true;
            timer = null;
            note(how);
        }
    }

    @Override
    public @Nullable Chunk poll() {
        return closed ? null : waiting.poll();
    }

    @Override
    public boolean ended() {
        return inputEnded && waiting.isEmpty() && !closed;
    }

    @Override
    public void emit(Chunk chunk) {
        note("emit", chunk);
    }

    @Override
    public void discard(Chunk chunk) {
        note("discard", chunk);
    }

    @Override
    public void close() {
        finish("close");
    }

    @Override
    public void reset() {
        finish("reset");
    }

    @Override
    public void after(long delayNanos, Runnable task) {
        timer = task;
        timerNanos = nowNanos + Math.max(0, delayNanos);
    }

    @Override
    public long nanoTime() {
        return nowNanos;
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public long limitedBytes() {
        return limitedBytes;
    }

    @Override
    public void countLimited(long bytes) {
        limitedBytes += bytes;
    }
}
