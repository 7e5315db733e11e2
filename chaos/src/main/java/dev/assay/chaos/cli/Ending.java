package dev.assay.chaos.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ends a run that is told to end: Ctrl-C and SIGTERM by a shutdown hook; the end of the parent
 * process, where asked for, by looking twice a second. (SIGKILL of this JVM is the reaper's
 * business.)
 */
final class Ending implements AutoCloseable {
    /** What can be ended from another thread. */
    @FunctionalInterface
    interface Abortable {
        void abort() throws IOException;
    }

    private static final long PARENT_POLL_MS = 500;
    /** How long the run may take to write down what it has. Its processes are gone by then. */
    private static final long LAST_WORDS_MS = 10_000;

    private final AtomicBoolean came = new AtomicBoolean();
    private final AtomicBoolean over = new AtomicBoolean();
    private final CountDownLatch lastWords = new CountDownLatch(1);
    private final Thread run = Thread.currentThread();
    private final Abortable runner;
    private final PrintWriter terminal;
    private final Thread hook = new Thread(this::end, "ending");

    private Ending(Abortable runner, PrintWriter terminal) {
        this.runner = runner;
        this.terminal = terminal;
    }

    static Ending of(Abortable runner, boolean dieWithParent, PrintWriter terminal) {
        Ending ending = new Ending(runner, terminal);
        Runtime.getRuntime().addShutdownHook(ending.hook);
        if (dieWithParent) {
            Thread watch = new Thread(ending::watchParent, "parent-watch");
            watch.setDaemon(true);
            watch.start();
        }
        return ending;
    }

    private void watchParent() {
        Optional<ProcessHandle> parent = ProcessHandle.current().parent();
        while (!over.get()
                && ProcessHandle.current().parent().equals(parent)
                && parent.map(ProcessHandle::isAlive).orElse(false)) {
            try {
                TimeUnit.MILLISECONDS.sleep(PARENT_POLL_MS);
            } catch (InterruptedException e) {
                return;
            }
        }
        if (!over.get()) {
            end();
        }
    }

    private void end() {
        if (over.get() || !came.compareAndSet(false, true)) {
            return;
        }
        terminal.println("ending: nodes and proxies are being taken down");
        terminal.flush();
        try {
            runner.abort();
            run.interrupt();
            if (!lastWords.await(LAST_WORDS_MS, TimeUnit.MILLISECONDS)) {
                terminal.println(
                        "ending: the run has not written all down in " + LAST_WORDS_MS + " ms");
            }
        } catch (IOException e) {
            terminal.println("ending: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        terminal.flush();
    }

    /** Whether the run was told to end. */
    boolean came() {
        return came.get();
    }

    /** The run is over by itself. */
    @Override
    public void close() {
        over.set(true);
        lastWords.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending already, which is what the hook is for.
        }
    }
}
