package dev.assay.server.powerloss;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

class RecorderTest {

    private static final byte[] LINE = "forced or not\n".getBytes(StandardCharsets.US_ASCII);
    /** With the path in each, the lines of so many writes are several times the length looked at. */
    private static final int WRITES = 60_000;

    private static final long JOURNAL_MAX = 1_200_000;

    @TempDir
    Path folder;

    @Test
    void the_journal_does_not_grow_with_what_was_forced_and_what_was_not_is_taken_away()
            throws IOException {
        Path journal = folder.resolve("journal");
        Path data = Files.createDirectory(folder.resolve("data"));
        String log = data.resolve("log").toString();
        Recorder.open(journal.toString());
        long longest = 0;
        try (RandomAccessFile file = new RandomAccessFile(log, "rw")) {
            for (int i = 0; i < WRITES; i++) {
                Recorder.written(log, file.getFilePointer(), LINE.length);
                file.write(LINE);
                if (i % 10 == 0) {
                    Recorder.forced(log);
                    Recorder.forced(data.toString());
                }
                longest = Math.max(longest, Files.size(journal));
            }
        }
        long forced = LINE.length * (WRITES - 9L);
        assertThat(longest).isBetween(900_000L, JOURNAL_MAX);
        Recorder.open(journal.toString()); // as the next start after a kill does
        assertThat(PowerLoss.strike(journal, data)).isEqualTo(Files.size(Path.of(log)) - forced);
        byte[] left = Files.readAllBytes(Path.of(log));
        assertThat(left[(int) forced - 1]).isEqualTo((byte) '\n');
        assertThat(left[(int) forced]).isZero();
    }

    /** File systems give the number of a deleted file to the next one. */
    @Test
    void what_a_deleted_file_left_unforced_is_not_taken_from_the_next_with_its_inode()
            throws IOException {
        Path database = Files.createDirectory(folder.resolve("db"));
        Path manifest = Files.write(database.resolve("MANIFEST-000027"), LINE);
        Path forced = Files.write(folder.resolve("log"), LINE);
        Path unforced = Files.write(folder.resolve("log.1"), LINE);
        Path journal = Files.writeString(
                folder.resolve("journal"),
                written(manifest) + written(forced) + written(unforced) + "o " + inode(forced) + " "
                        + forced + "\nf 0 " + folder + "\n");
        assertThat(PowerLoss.strike(journal, folder)).isEqualTo(LINE.length);
        assertThat(manifest).hasBinaryContent(LINE);
        assertThat(forced).hasBinaryContent(LINE);
        assertThat(unforced).hasBinaryContent(new byte[LINE.length]);
    }

    private static String written(Path file) throws IOException {
        return "w " + inode(file) + " 0 " + LINE.length + " /deleted\n";
    }

    private static Object inode(Path file) throws IOException {
        return Files.getAttribute(file, "unix:ino");
    }
}
