package dev.assay.server.raft;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.File;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Forces one node's log to disk, in the node's {@link Fsync} mode. Ratis 3.3.0 knows only to wait
 * for each force, or not to wait for it; it has no interval and always forces in the end. So its
 * {@code BufferedWriteChannel} is replaced by ours, of the same name and before it on the class
 * path, which leaves the forcing to this. The channels find their node by the directory that their
 * files are in.
 */
public final class LogForce implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LogForce.class);

    /** Redis' everysec. */
    static final Duration INTERVAL = Duration.ofSeconds(1);

    /**
     * When the disk is so slow that nothing was forced for this long, writing waits for it, so that
     * a power loss takes no more than that.
     */
    static final Duration BEHIND_MAX = Duration.ofSeconds(2);

    /** For files that no node has claimed. */
    private static final LogForce UNCLAIMED = new LogForce(Fsync.ALWAYS, System::nanoTime);

    private static final Map<Path, LogForce> BY_DIRECTORY = new ConcurrentHashMap<>();

    private final Fsync mode;
    private final LongSupplier nanoClock;
    private final Set<FileChannel> dirty = ConcurrentHashMap.newKeySet();
    private final @Nullable ScheduledExecutorService forcing;
    private volatile long forcedNanos;
    private volatile @Nullable IOException failure;

    private LogForce(Fsync mode, LongSupplier nanoClock) {
        this.mode = mode;
        this.nanoClock = nanoClock;
        this.forcedNanos = nanoClock.getAsLong();
        if (mode == Fsync.INTERVAL) {
            forcing = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread thread = new Thread(task, "fsync");
                thread.setDaemon(true);
                return thread;
            });
            forcing.scheduleWithFixedDelay(
                    this::step, INTERVAL.toNanos(), INTERVAL.toNanos(), TimeUnit.NANOSECONDS);
        } else {
            forcing = null;
        }
    }

    /** Claims a directory until it is closed. */
    static LogForce claim(Path directory, Fsync mode) {
        LogForce force = new LogForce(mode, System::nanoTime);
        BY_DIRECTORY.put(directory.toAbsolutePath().normalize(), force);
        return force;
    }

    /** What forces a file of the log. */
    public static LogForce of(File file) {
        Path path = file.toPath().toAbsolutePath().normalize();
        while (path != null) {
            LogForce found = BY_DIRECTORY.get(path);
            if (found != null) {
                return found;
            }
            path = path.getParent();
        }
        return UNCLAIMED;
    }

    /**
     * A new file: its name must survive too, or what is forced into it is lost with it.
     *
     * @throws IOException if the directory cannot be forced
     */
    public void created(File file) throws IOException {
        if (mode != Fsync.NEVER) {
            forceDirectory(file.toPath().toAbsolutePath().resolveSibling(".").normalize());
        }
    }

    /**
     * Bytes were written and are about to be acknowledged. On Ratis' log thread.
     *
     * @throws IOException if this or an earlier force failed: what a failed fsync left behind is
     *     unknown, so there is no second try
     */
    public void written(FileChannel channel) throws IOException {
        switch (mode) {
            case ALWAYS -> channel.force(false);
            case INTERVAL -> {
                IOException earlier = failure;
                if (earlier != null) {
                    throw new IOException("the log could not be forced: " + earlier, earlier);
                }
                dirty.add(channel);
                if (nanoClock.getAsLong() - forcedNanos >= BEHIND_MAX.toNanos()) {
                    force();
                }
            }
            case NEVER -> {}
        }
    }

    /**
     * A file is whole and will be closed.
     *
     * @throws IOException as {@link #written}
     */
    public void closing(FileChannel channel) throws IOException {
        if (dirty.remove(channel)) {
            channel.force(false);
        }
    }

    private void step() {
        try {
            force();
        } catch (IOException e) {
            failure = e;
        }
    }

    private synchronized void force() throws IOException {
        for (FileChannel channel : dirty) {
            dirty.remove(channel);
            try {
                channel.force(false);
            } catch (ClosedChannelException e) {
                LOG.debug("forced when it was closed: {}", channel);
            }
        }
        forcedNanos = nanoClock.getAsLong();
    }

    /**
     * Makes the names in a directory survive.
     *
     * @throws IOException if it cannot be forced
     */
    static void forceDirectory(Path directory) throws IOException {
        try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    @Override
    public void close() {
        BY_DIRECTORY.values().remove(this);
        if (forcing != null) {
            forcing.shutdownNow();
        }
    }
}
