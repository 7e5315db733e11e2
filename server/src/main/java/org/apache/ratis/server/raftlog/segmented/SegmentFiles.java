package org.apache.ratis.server.raftlog.segmented;

import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.server.RaftServerConfigKeys;
import org.apache.ratis.server.raftlog.segmented.SegmentedRaftLogCache.SegmentFileInfo;
import org.apache.ratis.server.raftlog.segmented.SegmentedRaftLogCache.TruncationSegments;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.thirdparty.io.netty.util.internal.PlatformDependent;
import org.apache.ratis.util.FileUtils;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;

/** The files of a log, and up to where entries are written into them. One thread at a time. */
@NullMarked // Not the package: the rest of it is Ratis'.
final class SegmentFiles {

    private final RaftStorage storage;
    private final long segmentBytesMax;
    private final long preallocatedBytes;
    private final ByteBuffer writeBuffer;
    private @Nullable SegmentedRaftLogOutputStream out;
    private volatile long lastWrittenIndex;

    SegmentFiles(RaftStorage storage, RaftProperties properties) {
        this.storage = storage;
        this.segmentBytesMax =
                RaftServerConfigKeys.Log.segmentSizeMax(properties).getSize();
        this.preallocatedBytes =
                RaftServerConfigKeys.Log.preallocatedSize(properties).getSize();
        this.writeBuffer = ByteBuffer.allocateDirect(
                RaftServerConfigKeys.Log.writeBufferSize(properties).getSizeInt());
    }

    /** Any thread. */
    long lastWrittenIndex() {
        return lastWrittenIndex;
    }

    /** What is in the files, or stands for what was in them, ends here. */
    void lastWritten(long index) {
        lastWrittenIndex = index;
    }

    /** Goes on behind what a file has. */
    void append(File file) throws IOException {
        open(file, true);
    }

    void start(long startIndex) throws IOException {
        File file = LogSegmentStartEnd.valueOf(startIndex).getFile(storage);
        if (file.exists()) {
            throw new IOException(file + " is there already");
        }
        open(file, false);
    }

    /** The present file gets its name for good, or goes if it has no entry. */
    void finish(long startIndex, long endIndex) throws IOException {
        closeOpen();
        File file = LogSegmentStartEnd.valueOf(startIndex).getFile(storage);
        if (endIndex >= startIndex) {
            rename(file, LogSegmentStartEnd.valueOf(startIndex, endIndex).getFile(storage));
        } else {
            Files.delete(file.toPath());
        }
    }

    /** From {@link #force} on it is held. */
    void write(LogEntryProto entry) throws IOException {
        if (entry.getIndex() != lastWrittenIndex + 1) {
            throw new IllegalStateException(
                    "entry " + entry.getIndex() + " does not follow " + lastWrittenIndex);
        }
        opened().write(entry);
        lastWrittenIndex = entry.getIndex();
    }

    void force() throws IOException {
        opened().flush();
    }

    void truncate(TruncationSegments segments) throws IOException {
        closeOpen();
        SegmentFileInfo cut = segments.getToTruncate();
        long end = lastWrittenIndex;
        // The newest is the first: a crash in between leaves no gap.
        for (SegmentFileInfo gone : segments.getToDelete()) {
            Files.delete(gone.getFile(storage).toPath());
            end = Math.min(end, gone.getStartIndex() - 1);
        }
        if (cut != null) {
            File file = cut.getFile(storage);
            FileUtils.truncateFile(file, cut.getTargetLength());
            rename(file, cut.getNewFile(storage));
            end = cut.getNewEndIndex();
        }
        lastWrittenIndex = end;
    }

    /** The oldest first, which is the last: a crash in between leaves no gap. */
    void purge(TruncationSegments segments) throws IOException {
        SegmentFileInfo[] gone = segments.getToDelete();
        for (int i = gone.length - 1; i >= 0; i--) {
            Files.delete(gone[i].getFile(storage).toPath());
        }
    }

    /** After the last use: the buffer is gone then. */
    void close() throws IOException {
        try {
            closeOpen();
        } finally {
            PlatformDependent.freeDirectBuffer(writeBuffer);
        }
    }

    private SegmentedRaftLogOutputStream opened() throws IOException {
        SegmentedRaftLogOutputStream to = out;
        if (to == null) {
            throw new IOException("no file of the log is open");
        }
        return to;
    }

    private void open(File file, boolean append) throws IOException {
        closeOpen();
        out = new SegmentedRaftLogOutputStream(
                file, append, segmentBytesMax, preallocatedBytes, writeBuffer);
    }

    private void closeOpen() throws IOException {
        SegmentedRaftLogOutputStream open = out;
        out = null;
        if (open != null) {
            open.close();
        }
    }

    private static void rename(File from, File to) throws IOException {
        if (to.exists()) {
            throw new IOException(to + " is there already, " + from + " cannot be renamed to it");
        }
        Files.move(from.toPath(), to.toPath(), StandardCopyOption.ATOMIC_MOVE);
    }
}
