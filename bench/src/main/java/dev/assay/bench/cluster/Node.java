package dev.assay.bench.cluster;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/** One node's process, data folder and state as the harness knows it. Guarded by its cluster. */
final class Node {
    /** What the harness last did to it. */
    enum State {
        DOWN,
        RUNNING,
        PAUSED
    }

    final String name;
    final CommandLine commandLine;
    final Path data;
    final Path log;

    @Nullable
    Process process;

    State state = State.DOWN;

    Node(String name, CommandLine commandLine, Path data, Path log) {
        this.name = name;
        this.commandLine = commandLine;
        this.data = data;
        this.log = log;
    }
}
