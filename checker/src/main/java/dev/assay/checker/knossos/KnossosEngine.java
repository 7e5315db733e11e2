package dev.assay.checker.knossos;

import dev.assay.checker.engine.Decision;
import dev.assay.checker.engine.Engine;
import dev.assay.checker.engine.Limit;
import dev.assay.checker.history.Operation;
import dev.assay.checker.model.Model;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Knossos' {@code competition} analysis (its linear and its wgl search, whichever is first), in a
 * JVM of its own that is killed when the limit says stop: a search of Knossos that was timed out may
 * go on burning a core, and one that fails may never answer.
 *
 * <p>Knossos and Clojure are looked for on the class path of this JVM and on {@value
 * #CLASS_PATH_PROPERTY}. Where they are missing, or do not load, or Knossos has no such model, each
 * decision is {@link Decision.Cause#UNAVAILABLE} and says so. One question at a time: threads that
 * ask at once wait for each other. Closing it ends the other JVM; so does the end of this one.
 */
public final class KnossosEngine implements Engine, AutoCloseable {

    /** More of a class path, for a program that is started with {@code -jar}. */
    public static final String CLASS_PATH_PROPERTY = "assay.knossos.classpath";

    /** Clojure compiles Knossos anew in each JVM: 10 to 17 s on 2 cores. */
    private static final Duration LOADING_MAX = Duration.ofMinutes(3);

    /** Clojure with Knossos does not start in less. */
    private static final long HEAP_BYTES_MIN = 256L << 20;

    private static final long POLL_MILLIS = 10;

    private final ReentrantLock one = new ReentrantLock();
    private final String classPath;
    private final long heapBytes;
    private @Nullable Child child;
    private @Nullable String unavailable;
    private boolean closed;

    /**
     * Starts nothing yet.
     *
     * @param heapBytes memory for the other JVM's heap, as far as it is enough for Clojure
     */
    public KnossosEngine(long heapBytes) {
        this(classPath(), heapBytes);
    }

    KnossosEngine(String classPath, long heapBytes) {
        this.classPath = classPath;
        this.heapBytes = Math.max(heapBytes, HEAP_BYTES_MIN);
    }

    private static String classPath() {
        String more = System.getProperty(CLASS_PATH_PROPERTY);
        String own = System.getProperty("java.class.path", "");
        return more == null ? own : own + System.getProperty("path.separator") + more;
    }

    @Override
    public String name() {
        return "knossos";
    }

    /**
     * Loads Knossos if it is not loaded, so that the time for that does not count for a check. Blocks
     * for some seconds.
     *
     * @return why it is unavailable; empty if it is there
     */
    public Optional<String> prepare() {
        Limit loading = limit(LOADING_MAX);
        one.lock();
        try {
            ready(loading);
            return Optional.ofNullable(unavailable);
        } finally {
            one.unlock();
        }
    }

    @Override
    public <S, A> Decision decide(List<Operation> operations, Model<S, A> model, Limit limit) {
        String question;
        try {
            question = Translation.of(operations, model);
        } catch (Translation.UntranslatableException e) {
            return unavailable(String.valueOf(e.getMessage()));
        }
        if (!lock(limit)) {
            return undecided(Decision.Cause.TIME, "");
        }
        try {
            Child ready = ready(limit);
            if (ready == null) {
                return unavailable == null
                        ? undecided(Decision.Cause.TIME, "")
                        : unavailable(unavailable);
            }
            return ask(ready, question, limit);
        } finally {
            one.unlock();
        }
    }

    @Override
    public void close() {
        one.lock();
        try {
            closed = true;
            kill();
        } finally {
            one.unlock();
        }
    }

    private boolean lock(Limit limit) {
        try {
            while (!one.tryLock(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                if (limit.exhausted()) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A JVM with Knossos in it; null if there is none, or not in time. */
    private @Nullable Child ready(Limit limit) {
        if (closed) {
            throw new IllegalStateException("the engine was closed");
        }
        if (unavailable != null) {
            return null;
        }
        Child current = child;
        try {
            if (current == null || !current.isAlive()) {
                kill();
                current = Child.start(classPath, heapBytes);
                child = current;
            }
            Child.State state = current.loaded(limit);
            if (state == Child.State.LOADING) {
                return null;
            }
            if (state == Child.State.READY) {
                return current;
            }
            unavailable = current.problem();
        } catch (IOException e) {
            unavailable = "no JVM for it can be started: " + e;
        }
        kill();
        return null;
    }

    private Decision ask(Child ready, String question, Limit limit) {
        String answer;
        try {
            answer = ready.ask(question.getBytes(StandardCharsets.UTF_8), limit);
        } catch (IOException e) {
            String end = ready.end();
            kill();
            return undecided(Decision.Cause.CRASH, "knossos: " + end);
        }
        if (answer == null) {
            kill();
            return undecided(Decision.Cause.TIME, "");
        }
        int blank = answer.indexOf(' ');
        String word = blank < 0 ? answer : answer.substring(0, blank);
        String rest = blank < 0 ? "" : answer.substring(blank + 1);
        return switch (word) {
            case Child.VALID -> new Decision.Linearizable(List.of(), heapBytes);
            case Child.INVALID -> new Decision.NotLinearizable(heapBytes);
            case Child.UNKNOWN ->
                undecided(
                        rest.contains("memory") ? Decision.Cause.MEMORY : Decision.Cause.TIME,
                        rest);
            default -> undecided(Decision.Cause.CRASH, "knossos: " + rest);
        };
    }

    private void kill() {
        if (child != null) {
            child.close();
            child = null;
        }
    }

    private Decision unavailable(String cause) {
        return undecided(Decision.Cause.UNAVAILABLE, "knossos is unavailable: " + cause);
    }

    private Decision undecided(Decision.Cause cause, String detail) {
        return new Decision.Undecided(cause, detail, 0, child == null ? 0 : heapBytes);
    }

    private static Limit limit(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        return new Limit() {
            @Override
            public boolean exhausted() {
                return System.nanoTime() - end >= 0;
            }

            @Override
            public long bytes() {
                return Long.MAX_VALUE;
            }
        };
    }
}
