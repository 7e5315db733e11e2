package dev.assay.bench.drive;

import dev.assay.bench.generator.Command;

import org.jspecify.annotations.Nullable;

/**
 * One connection and what is on its way on it, oldest first. Used by the thread of its station. An
 * engine adds how bytes are moved.
 */
abstract class Lane {
    private final Command[] commands;
    private final long[] intended;
    private final long[] started;
    private int first;
    private int count;
    private long served;
    private final int server;
    private Endpoint endpoint;
    private boolean leaving;
    private boolean connected;
    private long retryAtNanos;

    /** @param server place of the endpoint among those of the load */
    Lane(int pipeline, Endpoint endpoint, int server) {
        this.endpoint = endpoint;
        this.server = server;
        commands = new Command[pipeline];
        intended = new long[pipeline];
        started = new long[pipeline];
    }

    /** Puts a command into the buffer. */
    abstract void write(Command command);

    /** Sends the buffer; a failure is told to the station, later or at once. */
    abstract void flush();

    /** Begins to close the connection and to open a new one. */
    abstract void reconnect();

    /** Where it leads, or will when it is opened again. */
    final Endpoint endpoint() {
        return endpoint;
    }

    /** Whose keys are asked for on it; stays the same when it is moved. */
    final int server() {
        return server;
    }

    /** Leads elsewhere once it is opened again. */
    final void moveTo(Endpoint other) {
        endpoint = other;
        leaving = true;
    }

    /** Sends nothing more until it is opened again. */
    final boolean leaving() {
        return leaving;
    }

    final void push(Command command, long intendedNanos, long startedNanos) {
        int at = (first + count) % commands.length;
        commands[at] = command;
        intended[at] = intendedNanos;
        started[at] = startedNanos;
        count++;
    }

    final Command oldest() {
        return commands[first];
    }

    final long oldestIntended() {
        return intended[first];
    }

    final long oldestStarted() {
        return started[first];
    }

    final void pop() {
        first = (first + 1) % commands.length;
        count--;
        served++;
    }

    /** Requests on their way. */
    final int pending() {
        return count;
    }

    final boolean full() {
        return count == commands.length;
    }

    /** Requests answered since the connection was opened. */
    final long served() {
        return served;
    }

    final boolean connected() {
        return connected;
    }

    final void connected(boolean now) {
        connected = now;
        leaving = false;
        served = 0;
    }

    final long retryAtNanos() {
        return retryAtNanos;
    }

    final void retryAtNanos(long at) {
        retryAtNanos = at;
    }

    /** First word of an error reply, which tells its kind. */
    static String kindOf(@Nullable String error) {
        if (error == null || error.isEmpty()) {
            return "ERR";
        }
        int space = error.indexOf(' ');
        return space < 0 ? error : error.substring(0, space);
    }
}
