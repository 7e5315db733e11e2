package dev.assay.chaos.toxiproxy.proxy;

import dev.assay.chaos.toxiproxy.toxic.Chunk;
import dev.assay.chaos.toxiproxy.toxic.Flow;
import dev.assay.chaos.toxiproxy.toxic.Noop;
import dev.assay.chaos.toxiproxy.toxic.Pipe;

import io.netty.util.concurrent.ScheduledFuture;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * The place of one toxic in one link: the chunks that wait for it, its timer, and whether chance lets
 * it work here. Only on the link's event loop.
 */
final class Stub implements Flow {
    private final Link link;
    private final Deque<Chunk> waiting = new ArrayDeque<>();
    private AttachedToxic toxic;
    private RandomGenerator random;
    private Pipe pipe;
    private @Nullable ScheduledFuture<?> timer;
    private boolean inputEnded;
    private boolean shut;
    private long limitedBytes;

    Stub(Link link, AttachedToxic toxic) {
        this.link = link;
        this.toxic = toxic;
        this.random = link.chance(toxic);
        this.pipe = draw();
    }

    /** One draw for each link and revision of the toxic. */
    private Pipe draw() {
        boolean hit = random.nextFloat() < toxic.toxicity();
        return hit ? toxic.toxic().pipe(this) : new Noop().pipe(this);
    }

    AttachedToxic toxic() {
        return toxic;
    }

    int waitingChunks() {
        return waiting.size();
    }

    int waitingChunksMax() {
        return toxic.toxic().bufferedChunks() + 1;
    }

    boolean swallows() {
        return pipe.swallows();
    }

    boolean inputEnded() {
        return inputEnded;
    }

    void run() {
        if (!shut) {
            pipe.run();
        }
    }

    void accept(Chunk chunk) {
        if (shut) {
            discard(chunk);
            return;
        }
        waiting.add(chunk);
        pipe.run();
    }

    void end() {
        inputEnded = true;
        run();
    }

    /** Goes on with other settings; what the old ones held is sent on. */
    void restart(AttachedToxic updated) {
        letGo();
        toxic = updated;
        random = link.chance(updated);
        pipe = draw();
        run();
    }

    /** Sends on what is held or waits, in order; the caller takes this stub out of the link. */
    void drain() {
        letGo();
        for (Chunk chunk = poll(); chunk != null; chunk = poll()) {
            emit(chunk);
        }
    }

    /** Discards what is held or waits, for good. */
    void shut() {
        shut = true;
        letGo();
        for (Chunk chunk = waiting.poll(); chunk != null; chunk = waiting.poll()) {
            discard(chunk);
        }
    }

    boolean isShut() {
        return shut;
    }

    private void letGo() {
        cancelTimer();
        pipe.interrupt();
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    @Override
    public @Nullable Chunk poll() {
        return shut ? null : waiting.poll();
    }

    @Override
    public boolean ended() {
        return inputEnded && !shut && waiting.isEmpty();
    }

    @Override
    public void emit(Chunk chunk) {
        if (shut) {
            discard(chunk);
        } else {
            link.emitAfter(this, chunk);
        }
    }

    @Override
    public void discard(Chunk chunk) {
        link.discard(chunk);
    }

    @Override
    public void close() {
        if (!shut) {
            link.closeThrough(this);
        }
    }

    @Override
    public void reset() {
        if (!shut) {
            link.reset();
        }
    }

    @Override
    public void after(long delayNanos, Runnable task) {
        cancelTimer();
        if (!shut) {
            timer = link.eventLoop()
                    .schedule(() -> timeIsUp(task), Math.max(0, delayNanos), TimeUnit.NANOSECONDS);
        }
    }

    private void timeIsUp(Runnable task) {
        timer = null;
        try {
            task.run();
            link.settle();
        } catch (RuntimeException e) {
            link.failed(e);
        }
    }

    @Override
    public long nanoTime() {
        return link.nanoTime();
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
