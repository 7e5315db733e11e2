package dev.assay.bench.cluster;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/** One node's process and state as the harness knows it. Guarded by its cluster. */
final class Node {
    /** What the harness last did to it. */
    enum State {
        DOWN,
        RUNNING,
        PAUSED
    }

    final String name;
    final CommandLine commandLine;
    final Path log;

    @Nullable
    Process process;

    State state = State.DOWN;

    /** What lets its packets vanish; ends with the process, whose network it is. */
    @Nullable
    Firewall firewall;

    Node(String name, CommandLine commandLine, Path log) {
        this.name = name;
        this.commandLine = commandLine;
        this.log = log;
    }

    /** Its process is gone, and what was done to its network with it. */
    void ended() {
        process = null;
        firewall = null;
        state = State.DOWN;
    }
}
