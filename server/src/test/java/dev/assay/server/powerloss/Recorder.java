package dev.assay.server.powerloss;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The journal: one line for each empty file that is opened ({@code o inode path}), each write
 * ({@code w inode offset length path}) and each force ({@code f inode path}). Called by file channels,
 * so it uses none; no nested class, since only this one gets into the agent's jar.
 *
 * <p>What was forced is of no more use: a journal that has grown is replaced by one of what was not, so
 * that its length follows that, and not how long the process runs.
 */
public final class Recorder {

    /** A journal of this length is looked at, whether most of it is about what was forced since. */
    private static final long COMPACT_BYTES = 1 << 20;

    private static final String OPENED = "o";
    private static final String FORCED = "f";

    /** See {@link #learn}. */
    private static final Map<String, List<Object>> WRITTEN = new HashMap<>();

    private static final Map<String, Map<String, String>> NEW_IN = new HashMap<>();

    private static volatile @org.jspecify.annotations.Nullable FileOutputStream journal;
    private static String path = "";
    private static long length;
    private static long compactAt = COMPACT_BYTES;

    private Recorder() {}

    /** Goes on with the journal of a process that was killed before. */
    public static synchronized void open(String file) throws IOException {
        path = file;
        length = new File(file).length();
        if (length > 0) {
            try (BufferedReader lines = new BufferedReader(
                    new InputStreamReader(new FileInputStream(file), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    learn(line, WRITTEN, NEW_IN);
                }
            }
        }
        journal = new FileOutputStream(file, true);
    }

    public static void opened(String name) throws IOException {
        if (name != null && journal != null) {
            Path file = Path.of(name);
            if (Files.isRegularFile(file) && Files.size(file) == 0) {
                line("o " + inode(name) + " " + name + "\n");
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

    /** One system call, so that a kill leaves whole lines but for the last. */
    private static synchronized void line(String text) throws IOException {
        FileOutputStream out = journal;
        if (out == null) {
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write(bytes);
        length += bytes.length;
        learn(text.substring(0, text.length() - 1), WRITTEN, NEW_IN);
        if (length > compactAt) {
            compact(out);
        }
    }

    /**
     * What a line of a journal changes.
     *
     * @param written what was written and not forced, by inode: a path, then ranges by turns of begin
     *     and end
     * @param newIn new files whose directory was not forced since: by directory, then by inode, paths
     */
    public static void learn(
            String line,
            Map<String, List<Object>> written,
            Map<String, Map<String, String>> newIn) {
        String[] words = line.split(" ", line.startsWith("w") ? 5 : 3);
        if (words.length < 3) {
            return; // Cut off by the kill, before the write that it announces.
        }
        String inode = words[1];
        if (words[0].equals(OPENED)) {
            written.remove(inode); // of a deleted file that had the number before
            newIn.computeIfAbsent(new File(words[2]).getParent(), key -> new HashMap<>())
                    .put(inode, words[2]);
        } else if (words[0].equals(FORCED)) {
            written.remove(inode);
            newIn.remove(words[2]);
        } else if (words.length == 5) {
            long from = Long.parseLong(words[2]);
            long to = from + Long.parseLong(words[3]);
            List<Object> file = written.computeIfAbsent(inode, key -> new ArrayList<>());
            if (file.isEmpty()) {
                file.add(words[4]);
            } else if (file.get(file.size() - 1).equals(from)) {
                file.set(file.size() - 1, to); // it was appended to
                return;
            }
            file.add(from);
            file.add(to);
        }
    }

    /** By a rename: a kill at any moment leaves the one or the other. */
    private static void compact(FileOutputStream old) throws IOException {
        StringBuilder lines = new StringBuilder();
        NEW_IN.values()
                .forEach(files -> files.forEach((inode, file) -> lines.append("o ")
                        .append(inode)
                        .append(' ')
                        .append(file)
                        .append('\n')));
        WRITTEN.forEach((inode, file) -> {
            for (int i = 1; i + 1 < file.size(); i += 2) {
                long from = (Long) file.get(i);
                long to = (Long) file.get(i + 1);
                lines.append("w ").append(inode).append(' ').append(from).append(' ');
                lines.append(to - from).append(' ').append(file.get(0)).append('\n');
            }
        });
        byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
        File next = new File(path + ".next");
        try (FileOutputStream out = new FileOutputStream(next)) {
            out.write(bytes);
        }
        if (!next.renameTo(new File(path))) {
            throw new IOException("cannot rename " + next + " to " + path);
        }
        old.close();
        journal = new FileOutputStream(path, true);
        length = bytes.length;
        compactAt = Math.max(COMPACT_BYTES, 2 * length);
    }
}
