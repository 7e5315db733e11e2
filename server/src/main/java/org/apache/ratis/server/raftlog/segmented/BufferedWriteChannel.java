package org.apache.ratis.server.raftlog.segmented;

import dev.assay.server.raft.LogForce;

import org.apache.ratis.util.function.CheckedBiFunction;
import org.apache.ratis.util.function.CheckedConsumer;
import org.jspecify.annotations.NullMarked;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/**
 * The file that Ratis writes log entries to, through a buffer that it lends. It stands in the place
 * of Ratis 3.3.0's class of the same name and differs from it in when it forces: that is {@link
 * LogForce}'s affair. One thread at a time, that of {@link SegmentedRaftLogWorker}.
 */
@NullMarked // Not the package: the rest of it is Ratis'.
final class BufferedWriteChannel implements Closeable {

    private final File file;
    private final FileChannel channel;
    private final ByteBuffer buffer;
    private final LogForce force;
    private boolean dirty;

    private BufferedWriteChannel(File file, FileChannel channel, ByteBuffer buffer) {
        this.file = file;
        this.channel = channel;
        this.buffer = buffer;
        this.force = LogForce.of(file);
    }

    /**
     * @param append whether to go on behind what the file has, else it is emptied
     */
    static BufferedWriteChannel open(File file, boolean append, ByteBuffer buffer)
            throws IOException {
        boolean isNew = !file.exists();
        FileChannel channel = FileChannel.open(
                file.toPath(),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        try {
            if (append) {
                channel.position(channel.size());
            } else {
                channel.truncate(0);
            }
            BufferedWriteChannel opened = new BufferedWriteChannel(file, channel, buffer);
            if (isNew) {
                opened.force.created(file);
            } else if (append) {
                // A killed process may have left here what it never forced. It counts as held from
                // now on, and this file may be closed without another entry.
                opened.force.written(channel);
            }
            return opened;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    int writeBufferPosition() {
        return buffer.position();
    }

    /** Lets the writer put exactly that many bytes into the buffer: one entry. */
    void writeToBuffer(int size, CheckedConsumer<ByteBuffer, IOException> writer)
            throws IOException {
        if (size > buffer.capacity()) {
            throw new IOException("an entry of " + size + " bytes does not fit into the buffer of "
                    + buffer.capacity());
        }
        if (size > buffer.remaining()) {
            drain();
        }
        int before = buffer.position();
        writer.accept(buffer);
        if (buffer.position() - before != size) {
            throw new IllegalStateException("expected " + size + " bytes in the buffer, got "
                    + (buffer.position() - before));
        }
    }

    /** Past the buffer, which must be empty; for the header. */
    void writeToChannel(ByteBuffer bytes) throws IOException {
        if (buffer.position() != 0) {
            throw new IllegalStateException(buffer.position() + " bytes wait in the buffer");
        }
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        dirty = true;
    }

    /** Has the file made longer if that many bytes more than wait already would not fit. */
    void preallocateIfNecessary(
            long size, CheckedBiFunction<FileChannel, Long, Long, IOException> preallocate)
            throws IOException {
        long outstanding = buffer.position() + size;
        if (channel.position() + outstanding > channel.size()) {
            preallocate.apply(channel, outstanding);
        }
    }

    /** From the return on, what was written counts as held. */
    void flush() throws IOException {
        drain();
        if (dirty) {
            force.written(channel);
            dirty = false;
        }
    }

    /** Only for settings of Ratis that are not used here; it waits all the same. */
    CompletableFuture<Void> asyncFlush(ExecutorService ignored) throws IOException {
        flush();
        return CompletableFuture.completedFuture(null);
    }

    private void drain() throws IOException {
        if (buffer.position() == 0) {
            return;
        }
        buffer.flip();
        int length = buffer.remaining();
        while (buffer.hasRemaining()) {
            length -= channel.write(buffer);
        }
        if (length != 0) {
            throw new IllegalStateException(length + " bytes were not written to " + file);
        }
        buffer.clear();
        dirty = true;
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /** Cuts off what was allocated ahead, and closes. */
    @Override
    public void close() throws IOException {
        if (!channel.isOpen()) {
            return;
        }
        try (channel) {
            channel.truncate(channel.position());
            force.closing(channel);
        }
    }

    @Override
    public String toString() {
        return file.getName();
    }
}
