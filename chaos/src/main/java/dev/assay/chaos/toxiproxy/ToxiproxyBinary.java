package dev.assay.chaos.toxiproxy;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * A real Toxiproxy server's program.
 *
 * @param origin how it was found, for reports
 */
public record ToxiproxyBinary(Path path, String origin) {

    private static final String NAME = "toxiproxy-server";

    public ToxiproxyBinary {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(origin, "origin");
    }

    /** One that the user names, under whatever file name: {@code go install} calls it server. */
    public static ToxiproxyBinary at(Path path) {
        return new ToxiproxyBinary(path, "given path");
    }

    /**
     * The first {@code toxiproxy-server} in the folders of a PATH.
     *
     * @param pathVariable the environment variable's value; empty for none
     */
    public static Optional<ToxiproxyBinary> onPath(String pathVariable) {
        for (String folder : pathVariable.split(File.pathSeparator)) {
            try {
                Path candidate = Path.of(folder, NAME);
                if (!folder.isEmpty()
                        && Files.isRegularFile(candidate)
                        && Files.isExecutable(candidate)) {
                    return Optional.of(new ToxiproxyBinary(candidate, "PATH"));
                }
            } catch (InvalidPathException e) {
                continue; // a PATH may hold anything
            }
        }
        return Optional.empty();
    }
}
