package dev.assay.server.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

class WholeFileTest {

    @TempDir
    Path directory;

    @Test
    void a_new_file_has_the_content_and_nothing_is_left_beside_it() throws IOException {
        replace("term=1");
        isAllThatIsThere("term=1");
    }

    @Test
    void a_longer_file_is_replaced_with_nothing_of_it_left() throws IOException {
        replace("term=1000000");
        replace("term=2");
        isAllThatIsThere("term=2");
    }

    /** The old file is never written to: it is another one that takes its name. */
    @Test
    void who_has_the_old_file_open_reads_all_of_it() throws IOException {
        replace("term=1");
        try (InputStream old = Files.newInputStream(file())) {
            replace("term=2");
            assertThat(new String(old.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("term=1");
        }
    }

    @Test
    void what_a_crash_left_is_not_in_the_way() throws IOException {
        Files.writeString(directory.resolve("vote.tmp"), "term=1000000");
        replace("term=2");
        isAllThatIsThere("term=2");
    }

    @Test
    void a_file_that_cannot_be_written_leaves_the_old_one() throws IOException {
        replace("term=1");
        Files.createDirectory(directory.resolve("vote.tmp"));
        assertThatThrownBy(() -> replace("term=2")).isInstanceOf(IOException.class);
        assertThat(file()).hasContent("term=1");
    }

    private void isAllThatIsThere(String content) {
        assertThat(file()).hasContent(content);
        assertThat(directory.toFile().list()).containsExactly("vote");
    }

    private Path file() {
        return directory.resolve("vote");
    }

    private void replace(String content) throws IOException {
        WholeFile.replace(file(), content.getBytes(StandardCharsets.UTF_8));
    }
}
