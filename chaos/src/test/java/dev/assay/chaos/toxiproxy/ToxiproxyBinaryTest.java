package dev.assay.chaos.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How a real server's program is found, and what happens when it is no good. */
class ToxiproxyBinaryTest {
    @TempDir
    Path folder;

    private Path program(String name, String script) throws IOException {
        Path program = folder.resolve(name);
        Files.createDirectories(program.getParent());
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return program;
    }

    private String path(String... folders) {
        StringBuilder path = new StringBuilder("no/such/folder");
        for (String each : folders) {
            path.append(File.pathSeparator).append(folder.resolve(each));
        }
        return path.toString();
    }

    @Test
    void the_first_on_path_is_taken() throws IOException {
        Path first = program("a/toxiproxy-server", "exit 0");
        program("b/toxiproxy-server", "exit 0");
        assertThat(ToxiproxyBinary.onPath(path("none", "a", "b")))
                .contains(new ToxiproxyBinary(first, "PATH"));
    }

    @Test
    void a_file_that_cannot_run_and_a_folder_are_passed_over() throws IOException {
        Files.createDirectories(folder.resolve("a/toxiproxy-server"));
        Files.createDirectories(folder.resolve("b"));
        Files.writeString(folder.resolve("b/toxiproxy-server"), "text");
        program("c/server", "exit 0");
        assertThat(ToxiproxyBinary.onPath(path("a", "b", "c"))).isEmpty();
        assertThat(ToxiproxyBinary.onPath("")).isEmpty();
        assertThat(ToxiproxyBinary.onPath("\0bad" + File.pathSeparator)).isEmpty();
    }

    @Test
    void a_program_that_ends_at_once_is_told_with_its_log() throws IOException {
        Path log = folder.resolve("log");
        ToxiproxyBinary broken = ToxiproxyBinary.at(program("broken", "echo no luck; exit 3"));
        assertThatThrownBy(() -> ToxiproxyProcess.start(broken, log, Target::launch))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("exit code 3")
                .hasMessageContaining(log.toString());
        assertThat(log).hasContent("no luck");
    }

    @Test
    void a_program_that_is_not_there_is_told() {
        ToxiproxyBinary missing = ToxiproxyBinary.at(folder.resolve("missing"));
        assertThatThrownBy(() ->
                        ToxiproxyProcess.start(missing, folder.resolve("log"), Target::launch))
                .isInstanceOf(IOException.class);
    }
}
