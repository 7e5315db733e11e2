package dev.assay.bench.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class ProcessReaperTest {
    @TempDir
    Path folder;

    @Test
    void closing_kills_every_child_and_leaves_no_folder() throws IOException {
        ProcessReaper reaper = ProcessReaper.start();
        Process sleeper = sleeper(reaper);
        assertThat(sleeper.isAlive()).isTrue();
        reaper.close();
        assertThat(sleeper.isAlive()).isFalse();
        assertThat(reaper.workFolder()).doesNotExist();
    }

    @Test
    void nothing_is_started_after_the_end() throws IOException {
        ProcessReaper reaper = ProcessReaper.start();
        reaper.close();
        assertThatThrownBy(() -> sleeper(reaper))
                .hasMessageContaining("no process is started any more");
    }

    @Test
    void children_are_gone_after_sigkill_of_their_parent_also_those_that_are_stopped()
            throws Exception {
        Path told = folder.resolve("told");
        Process parent = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ParentThatIsKilled.class.getName(),
                        told.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(told));
        List<String> lines = Files.readAllLines(told);
        ProcessHandle running = ProcessHandle.of(Long.parseLong(lines.get(0))).orElseThrow();
        ProcessHandle stopped = ProcessHandle.of(Long.parseLong(lines.get(1))).orElseThrow();
        assertThat(running.isAlive() && stopped.isAlive()).isTrue();

        parent.destroyForcibly();

        await().atMost(Duration.ofSeconds(15))
                .until(() -> !running.isAlive() && !stopped.isAlive());
        await().atMost(Duration.ofSeconds(15)).until(() -> !Files.exists(Path.of(lines.get(2))));
    }

    /** A stand-in for the harness: starts two children, stops one, and waits to be killed. */
    static final class ParentThatIsKilled {
        private ParentThatIsKilled() {}

        public static void main(String[] args) throws Exception {
            ProcessReaper reaper = ProcessReaper.start();
            Process running = sleeper(reaper);
            Process stopped = sleeper(reaper);
            new ProcessBuilder("kill", "-STOP", Long.toString(stopped.pid()))
                    .start()
                    .waitFor();
            Path told = Path.of(args[0]);
            Path draft = told.resolveSibling("draft");
            Files.writeString(
                    draft,
                    running.pid() + "\n" + stopped.pid() + "\n" + reaper.workFolder() + "\n");
            Files.move(draft, told);
            Thread.sleep(Duration.ofMinutes(5).toMillis());
        }
    }

    private static Process sleeper(ProcessReaper reaper) throws IOException {
        Path log = Files.createTempFile("assay-sleeper", ".log");
        log.toFile().deleteOnExit();
        Process process =
                reaper.launch(List.of("sleep", "300"), Map.of(), Path.of("").toAbsolutePath(), log);
        // The shell that noted its id has become the program.
        await().until(() -> Optional.ofNullable(
                        process.toHandle().info().command().orElse(null))
                .map(command -> command.endsWith("sleep"))
                .orElse(false));
        return process;
    }
}
