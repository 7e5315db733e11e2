package dev.assay.bench.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A library put before the C library of a node that runs as a process of this machine, by which its
 * clock or its disk can be broken from outside. A program that does not call the C library, as one
 * written in Go, goes past it.
 */
public enum Interposer {
    /** libfaketime: the time of day, as the file {@link #CLOCK_FILE} in the control folder says. */
    CLOCK("libfaketime", "libfaketimeMT.so.1") {
        /**
         * Monotonic clocks are left alone, and the fix for old C libraries is off: with it timed waits
         * of a JVM end at once or late (seen with 0.9.10). The file is looked at once a second: at each
         * call a JVM's {@code currentTimeMillis} took 94 microseconds instead of 0.05.
         */
        @Override
        Map<String, String> environment(Path control) {
            return Map.of(
                    "FAKETIME_TIMESTAMP_FILE", control.resolve(CLOCK_FILE).toString(),
                    "FAKETIME_CACHE_DURATION", "1",
                    "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                    "FAKETIME_FORCE_MONOTONIC_FIX", "0");
        }

        @Override
        void prepare(Path control) throws IOException {
            Path file = control.resolve(CLOCK_FILE);
            if (!Files.exists(file)) {
                Files.writeString(file, "+0\n");
            }
        }
    },
    /** libfiu: calls that write or force fail, as {@code fiu-ctrl} says to a process. */
    DISK("libfiu", "fiu_run_preload.so", "fiu_posix_preload.so") {
        @Override
        Map<String, String> environment(Path control) {
            return Map.of("FIU_CTRL_FIFO", control.resolve(DISK_FIFO).toString());
        }

        @Override
        void prepare(Path control) {
            // The library makes its pipes.
        }
    };

    /** How far the clock is off: {@code +SECONDS} or {@code -SECONDS}. */
    public static final String CLOCK_FILE = "faketime";

    /** Beginning of the names of a process's two pipes, which its number completes. */
    public static final String DISK_FIFO = "fiu";

    /** Where Debian's packages and a build from source put the libraries. */
    private static final List<String> FOLDERS = List.of(
            "/usr/lib/*/faketime",
            "/usr/lib/faketime",
            "/usr/local/lib/faketime",
            "/usr/lib/fiu",
            "/usr/lib/*/fiu",
            "/usr/local/lib/fiu",
            "/usr/local/lib");

    private final String name;
    private final List<String> files;

    Interposer(String name, String... files) {
        this.name = name;
        this.files = List.of(files);
    }

    abstract Map<String, String> environment(Path control);

    abstract void prepare(Path control) throws IOException;

    /** What this machine lacks for it, in words. */
    public Optional<String> missing() {
        for (String file : files) {
            if (find(file).isEmpty()) {
                return Optional.of(name + " is not installed: no " + file + " in "
                        + String.join(", ", FOLDERS));
            }
        }
        return Optional.empty();
    }

    /** The command, behind what loads these libraries into it. Makes the control folder. */
    static List<String> before(
            Collection<Interposer> interposers, Path control, List<String> command)
            throws IOException {
        if (interposers.isEmpty()) {
            return command;
        }
        Files.createDirectories(control);
        List<String> libraries = new ArrayList<>();
        Map<String, String> environment = new LinkedHashMap<>();
        for (Interposer interposer : interposers) {
            interposer.prepare(control);
            environment.putAll(interposer.environment(control));
            for (String file : interposer.files) {
                libraries.add(find(file)
                        .orElseThrow(() ->
                                new IOException(interposer.missing().orElse(file + " is gone")))
                        .toString());
            }
        }
        environment.put("LD_PRELOAD", String.join(":", libraries));
        List<String> words = new ArrayList<>(List.of("env"));
        words.addAll(environment.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.toList()));
        words.addAll(command);
        return words;
    }

    private static Optional<Path> find(String file) {
        return FOLDERS.stream()
                .flatMap(Interposer::folders)
                .map(folder -> folder.resolve(file))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** At most one folder of a path may be a {@code *}. */
    private static Stream<Path> folders(String path) {
        int star = path.indexOf('*');
        if (star < 0) {
            return Stream.of(Path.of(path));
        }
        Path above = Path.of(path.substring(0, star));
        String below = path.substring(star + 2);
        if (!Files.isDirectory(above)) {
            return Stream.empty();
        }
        try (Stream<Path> all = Files.list(above)) {
            return all.map(folder -> folder.resolve(below)).toList().stream();
        } catch (IOException unreadable) {
            return Stream.empty();
        }
    }
}
