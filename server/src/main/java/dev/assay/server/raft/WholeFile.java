package dev.assay.server.raft;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Small files that are read whole, of which a crash or a power loss leaves the old or the new. */
public final class WholeFile {

    /** Ratis removes what a crash leaves of its own under this name. */
    private static final String TEMPORARY_SUFFIX = ".tmp";

    private WholeFile() {}

    /**
     * Writes a file, or replaces it. Content, name and directory are forced: when this returns the
     * new content survives a power loss.
     *
     * @throws IOException if the disk fails; the file is then as before or, if only its directory
     *     could not be forced, the new one
     */
    public static void replace(Path file, byte[] content) throws IOException {
        Path target = file.toAbsolutePath();
        Path next = target.resolveSibling(target.getFileName() + TEMPORARY_SUFFIX);
        try (FileChannel out = FileChannel.open(
                next,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(next, target, StandardCopyOption.ATOMIC_MOVE);
        LogForce.forceDirectory(target.resolveSibling(".").normalize());
    }
}
