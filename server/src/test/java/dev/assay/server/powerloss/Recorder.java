package dev.assay.server.powerloss;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * The journal: one line for each empty file that is opened ({@code o inode path}), each write
 * ({@code w inode offset length path}) and each force ({@code f inode path}). Loaded by the bootstrap
 * loader, so it uses nothing but the JDK, and no file channel.
 */
public final class Recorder {

    private static volatile @org.jspecify.annotations.Nullable FileOutputStream journal;

    private Recorder() {}

    public static void open(String file) throws IOException {
        journal = new FileOutputStream(file, true);
    }

    public static void opened(String path) throws IOException {
        if (path != null && journal != null) {
            Path file = Path.of(path);
            if (Files.isRegularFile(file) && Files.size(file) == 0) {
                line("o " + inode(path) + " " + path + "\n");
            }
        }
    }

    /** @throws IOException before anything is written, while the disk is full */
    public static void written(String path, long offset, int length) throws IOException {
        if (path != null && length > 0) {
            Switches.write(path);
            line("w " + inode(path) + " " + offset + " " + length + " " + path + "\n");
        }
    }

    public static void forced(String path) throws IOException {
        if (path != null) {
            line("f " + inode(path) + " " + path + "\n");
        }
    }

    private static Object inode(String path) throws IOException {
        Path file = Path.of(path);
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                ? Files.getAttribute(file, "unix:ino")
                : "0";
    }

    /** One system call, so that lines of several threads do not mix. */
    private static void line(String text) throws IOException {
        FileOutputStream out = journal;
        if (out != null) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
