package dev.assay.server.powerloss;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * What a power loss leaves of a killed process's directory: everything that was forced, and nothing
 * that was written through a file channel and never forced; a new file whose directory was never
 * forced after it is gone too. A rename counts as forced.
 *
 * <p>RocksDB writes past the JVM, and is not seen here. It forces each of its files before it refers
 * to it; and since the database is only a result of log and snapshots, a test may remove it whole,
 * which is worse than anything that a power loss does to it. A file of its that has an inode of the
 * journal got it from one that was deleted.
 */
public final class PowerLoss {

    /** RocksDB's directory, which nothing else writes in. */
    private static final Path DATABASE = Path.of("db");

    private final Path agent;
    private final Path journal;

    /**
     * @param home where the agent's jar and the journal go
     */
    public PowerLoss(Path home, String name) throws IOException {
        this.agent = home.resolve(name + "-agent.jar");
        this.journal = home.resolve(name + ".journal");
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.put(new Attributes.Name("Premain-Class"), PowerLossAgent.class.getName());
        main.put(new Attributes.Name("Can-Redefine-Classes"), "true");
        Map<String, byte[]> files = classFiles(
                PowerLossAgent.class, ChannelEvents.class, Recorder.class, Switches.class);
        files.put(PowerLossAgent.CHANNELS, RecordedChannels.classFile());
        jar(agent, manifest, files);
    }

    /** The flag that makes a JVM write the journal. */
    public String flag() {
        return "-javaagent:" + agent + "=" + journal;
    }

    /**
     * Takes away what was not forced, and begins a new journal. The process must be dead.
     *
     * @return how many bytes are gone
     */
    public long strike(Path directory) throws IOException {
        return strike(journal, directory);
    }

    static long strike(Path journal, Path directory) throws IOException {
        Map<String, List<Object>> unforced = new HashMap<>();
        Map<String, Map<String, String>> newIn = new HashMap<>();
        if (Files.exists(journal)) {
            for (String line : Files.readAllLines(journal)) {
                Recorder.learn(line, unforced, newIn);
            }
            Files.delete(journal);
        }
        Map<String, Path> files = new HashMap<>();
        try (Stream<Path> found = Files.walk(directory)) {
            for (Path file : found.filter(Files::isRegularFile)
                    .filter(file -> !DATABASE.equals(file.getParent().getFileName()))
                    .toList()) {
                files.put(String.valueOf(Files.getAttribute(file, "unix:ino")), file);
            }
        }
        long gone = 0;
        for (Map<String, String> nameless : newIn.values()) {
            for (Map.Entry<String, String> written : nameless.entrySet()) {
                Path file = files.get(written.getKey());
                if (file != null && file.toAbsolutePath().toString().equals(written.getValue())) {
                    gone += Files.size(file);
                    Files.delete(file);
                    files.remove(written.getKey());
                }
            }
        }
        for (Map.Entry<String, List<Object>> written : unforced.entrySet()) {
            Path file = files.get(written.getKey());
            if (file != null) {
                gone += takeAway(file, written.getValue());
            }
        }
        return gone;
    }

    private static long takeAway(Path file, List<Object> written) throws IOException {
        long gone = 0;
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            for (int i = 1; i + 1 < written.size(); i += 2) {
                long from = (Long) written.get(i);
                long to = Math.min((Long) written.get(i + 1), bytes.length());
                if (to > from) {
                    gone += to - from;
                    bytes.seek(from);
                    bytes.write(new byte[(int) (to - from)]);
                }
            }
        }
        return gone;
    }

    private static Map<String, byte[]> classFiles(Class<?>... types) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        for (Class<?> type : types) {
            String name = type.getName().replace('.', '/') + ".class";
            try (InputStream in = type.getClassLoader().getResourceAsStream(name)) {
                if (in == null) {
                    throw new IllegalStateException("no class file of " + type);
                }
                files.put(name, in.readAllBytes());
            }
        }
        return files;
    }

    private static void jar(Path target, Manifest manifest, Map<String, byte[]> files)
            throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(target), manifest)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                out.putNextEntry(new JarEntry(file.getKey()));
                out.write(file.getValue());
                out.closeEntry();
            }
        }
    }
}
