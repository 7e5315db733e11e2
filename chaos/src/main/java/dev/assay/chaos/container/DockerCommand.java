package dev.assay.chaos.container;

import dev.assay.bench.cluster.HostCommand;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One call of the {@code docker} program, with a deadline. From any thread. */
final class DockerCommand {
    static final String PROGRAM = "docker";

    /** The engine answers in well under a second; a busy machine is given a minute. */
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private DockerCommand() {}

    /**
     * Runs to the end.
     *
     * @return what it printed, without the last line's end
     * @throws IOException when it failed or took too long, with the call and what it said
     */
    static String run(String... arguments) throws IOException {
        return run(List.of(arguments));
    }

    static String run(List<String> arguments) throws IOException {
        List<String> call = new ArrayList<>();
        call.add(PROGRAM);
        call.addAll(arguments);
        return HostCommand.run(call, TIMEOUT);
    }
}
