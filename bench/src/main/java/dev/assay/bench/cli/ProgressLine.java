package dev.assay.bench.cli;

import dev.assay.bench.drive.LoadListener.Progress;

import java.io.PrintWriter;
import java.util.Locale;

/**
 * A line that is written over while a load goes on: rate, errors, latency, time left. Silent where
 * nobody watches. Used by one thread.
 */
final class ProgressLine {
    private final PrintWriter terminal;
    private final boolean watched;
    private int printed;

    ProgressLine(PrintWriter terminal) {
        this(terminal, isTerminal());
    }

    ProgressLine(PrintWriter terminal, boolean watched) {
        this.terminal = terminal;
        this.watched = watched;
    }

    /** Whether standard output is one. JDK 22 and later have a console anyway, and say what it is. */
    static boolean isTerminal() {
        java.io.Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true; // before JDK 22
        }
    }

    boolean watched() {
        return watched;
    }

    /**
     * Writes the line anew.
     *
     * @param fraction of the work that is done, 0 to 1
     */
    void show(String what, Progress how, double fraction) {
        double left = fraction > 0 ? Math.max(0, how.seconds() * (1 - fraction) / fraction) : 0;
        String errors = how.errors() == 0 ? "no errors" : how.errors() + " errors";
        replace(String.format(
                Locale.ROOT,
                "%s: %3.0f %%, %,.0f/s, %s, p99 %.3f ms, %.0f s left",
                what,
                100 * Math.min(1, fraction),
                how.intervalSeconds() == 0 ? 0 : how.intervalOk() / how.intervalSeconds(),
                errors,
                how.intervalP99Nanos() / 1e6,
                left));
    }

    /** Writes a text over the line. */
    void replace(String text) {
        if (watched) {
            terminal.print("\r" + text + " ".repeat(Math.max(0, printed - text.length())));
            terminal.flush();
            printed = text.length();
        }
    }

    /** Takes the line away. */
    void clear() {
        if (watched && printed > 0) {
            terminal.print("\r" + " ".repeat(printed) + "\r");
            terminal.flush();
            printed = 0;
        }
    }
}
