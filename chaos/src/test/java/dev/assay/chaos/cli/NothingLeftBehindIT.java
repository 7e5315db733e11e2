package dev.assay.chaos.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

@Timeout(120)
class NothingLeftBehindIT {
    @TempDir
    Path folder;

    @ParameterizedTest(name = "SIG{0} while a node is stopped")
    @ValueSource(strings = {"INT", "TERM", "KILL"})
    void no_process_and_no_data_outlives_the_harness(String signal) throws Exception {
        Path output = folder.resolve("output");
        Process harness = new ProcessBuilder(command())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            await("a node is stopped")
                    .atMost(Duration.ofSeconds(90))
                    .until(() -> Files.readString(output).contains("pause-leader on"));
            assertThat(ours()).hasSizeGreaterThan(3);

            new ProcessBuilder("kill", "-" + signal, Long.toString(harness.pid()))
                    .start()
                    .waitFor();

            assertThat(harness.waitFor(20, TimeUnit.SECONDS)).isTrue();
            await("no process is left")
                    .atMost(Duration.ofSeconds(15))
                    .untilAsserted(() -> assertThat(ours()).isEmpty());
            await("no data is left")
                    .atMost(Duration.ofSeconds(15))
                    .until(() -> reaperFolders() == 0);
        } finally {
            harness.destroyForcibly();
        }
    }

    /** The harness with a temporary folder of its own, by which its children are known. */
    private List<String> command() {
        List<String> command = new ArrayList<>();
        if (new File("/usr/bin/env").exists() && isLinux()) {
            // A shell in the background ignores SIGINT, and children inherit that.
            command.addAll(List.of("/usr/bin/env", "--default-signal=INT"));
        }
        command.addAll(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                Assay.class.getName(),
                "chaos",
                "--scenario=leader-paused",
                "--toxiproxy=embedded",
                "--out=" + folder.resolve("runs")));
        return command;
    }

    private static boolean isLinux() {
        return System.getProperty("os.name", "").startsWith("Linux");
    }

    private List<String> ours() {
        return ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .filter(line -> line.contains(folder.toString()))
                .toList();
    }

    private long reaperFolders() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("assay-reaper"))
                    .count();
        }
    }
}
