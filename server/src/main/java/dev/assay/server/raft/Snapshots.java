package dev.assay.server.raft;

import dev.assay.server.store.Position;
import dev.assay.server.store.Store;

import org.apache.ratis.server.storage.FileInfo;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.statemachine.SnapshotInfo;
import org.apache.ratis.statemachine.SnapshotRetentionPolicy;
import org.apache.ratis.statemachine.StateMachineStorage;
import org.apache.ratis.statemachine.impl.FileListSnapshotInfo;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The snapshots of one node: directories {@code sm/snapshot.TERM_INDEX}, each a RocksDB checkpoint.
 * One comes into its place by a rename when it is whole and forced, so whatever has the name can be
 * used.
 *
 * <p>Ratis installs a leader's snapshot by receiving it under {@code tmp}, renaming all of {@code
 * sm} away and renaming what it received into its place; a crash between the two leaves {@code
 * sm.tmp...}, from which {@link #recover} takes it back.
 */
final class Snapshots implements StateMachineStorage {

    private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);

    private static final Pattern NAME = Pattern.compile("snapshot\\.(\\d+)_(\\d+)");
    private static final String OWN_PREFIX = "own.";

    /** Put by Ratis beside each file that it receives; no part of a database. */
    private static final String CHECKSUM_SUFFIX = ".md5";

    /** A leader may be sending the one before the newest to a follower. */
    private static final int KEPT = 2;

    private final Path home;
    private final Path place;
    private final Path temporary;
    private volatile @Nullable Snapshot latest;

    /** A snapshot in its place. */
    record Snapshot(Path directory, Position position) {}

    /**
     * @param home Ratis' directory of the group
     */
    Snapshots(Path home) {
        this.home = home;
        this.place = home.resolve("sm");
        this.temporary = home.resolve("tmp");
    }

    /** Before Ratis starts: removes what was left half done, and finds the newest. */
    void recover() throws IOException {
        delete(temporary);
        for (Path old : children(home, name -> name.startsWith("sm.tmp"))) {
            if (list(place).isEmpty() && !list(old).isEmpty()) {
                delete(place);
                Files.move(old, place, StandardCopyOption.ATOMIC_MOVE);
                LogForce.forceDirectory(home);
            } else {
                delete(old);
            }
        }
        refresh();
    }

    Optional<Snapshot> latest() {
        return Optional.ofNullable(latest);
    }

    /** Ratis has put a received one into its place. */
    void placed() throws IOException {
        LogForce.forceDirectory(home);
        refresh();
    }

    private void refresh() throws IOException {
        List<Snapshot> found = list(place);
        latest = found.isEmpty() ? null : found.get(found.size() - 1);
    }

    /**
     * Writes what the store holds now, forces it, and puts it into its place. On the apply thread.
     *
     * @throws IOException if the disk fails; no snapshot has come then
     */
    void take(Store store) throws IOException {
        Position position = store.applied();
        Path target = place.resolve("snapshot." + position.term() + "_" + position.index());
        if (!Files.exists(target)) {
            Path next = temporary.resolve(OWN_PREFIX + target.getFileName());
            Files.createDirectories(temporary);
            Files.createDirectories(place);
            delete(next);
            store.checkpoint(next);
            forceAll(next);
            Files.move(next, target, StandardCopyOption.ATOMIC_MOVE);
            LogForce.forceDirectory(place);
        }
        refresh();
    }

    /** What Ratis has received but not put into its place yet must not be lost with the power. */
    void forceReceived() throws IOException {
        for (Path received : children(temporary, name -> !name.startsWith(OWN_PREFIX))) {
            forceAll(received);
        }
    }

    @Override
    public void init(RaftStorage storage) {
        // recover() came before.
    }

    @Override
    public @Nullable SnapshotInfo getLatestSnapshot() {
        Snapshot newest = latest;
        if (newest == null) {
            return null;
        }
        try {
            List<FileInfo> files = new ArrayList<>();
            for (Path file : children(newest.directory(), Snapshots::isPart)) {
                files.add(new FileInfo(file, null));
            }
            return new FileListSnapshotInfo(
                    files, newest.position().term(), newest.position().index());
        } catch (IOException e) {
            // A newer one came meanwhile and this one was removed.
            LOG.debug("cannot list {}", newest.directory(), e);
            Snapshot newer = latest;
            return newer == newest ? null : getLatestSnapshot();
        }
    }

    /** Whether a file belongs to the database. */
    static boolean isPart(String name) {
        return !name.endsWith(CHECKSUM_SUFFIX);
    }

    @Override
    public void format() {
        // Ratis has emptied the directory.
    }

    @Override
    public void cleanupOldSnapshots(SnapshotRetentionPolicy policy) throws IOException {
        List<Snapshot> found = list(place);
        for (Snapshot old : found.subList(0, Math.max(0, found.size() - KEPT))) {
            delete(old.directory());
        }
    }

    @Override
    public File getSnapshotDir() {
        return place.toFile();
    }

    @Override
    public File getTmpDir() {
        return temporary.toFile();
    }

    /** In the order of their index. */
    private static List<Snapshot> list(Path directory) throws IOException {
        List<Snapshot> found = new ArrayList<>();
        for (Path path : children(directory, name -> true)) {
            Matcher name = NAME.matcher(String.valueOf(path.getFileName()));
            if (name.matches()) {
                found.add(new Snapshot(
                        path,
                        new Position(
                                Long.parseLong(name.group(1)), Long.parseLong(name.group(2)))));
            }
        }
        found.sort(Comparator.comparingLong(snapshot -> snapshot.position().index()));
        return found;
    }

    private static List<Path> children(Path directory, Predicate<String> wanted)
            throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(directory)) {
            return found.filter(path -> wanted.test(String.valueOf(path.getFileName())))
                    .sorted()
                    .toList();
        }
    }

    private static void forceAll(Path directory) throws IOException {
        List<Path> found;
        try (Stream<Path> paths = Files.walk(directory)) {
            found = paths.toList();
        }
        for (Path path : found) {
            try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
                file.force(true);
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        List<Path> found;
        try (Stream<Path> paths = Files.walk(directory)) {
            found = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : found) {
            Files.deleteIfExists(path);
        }
    }
}
