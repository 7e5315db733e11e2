package dev.assay.reports.run;

import dev.assay.checker.history.Event;

import tools.jackson.core.JacksonException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Reads a history that is still being written: each call hands over the lines that were completed
 * since the last. For one thread.
 */
public final class HistoryTail {

    private static final int BUFFER = 1 << 18;

    private final Path file;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long position;
    private long unread;
    private long damaged;

    /** The tail of the history in a run folder, from its first line on. */
    public HistoryTail(Path runFolder) {
        this.file = runFolder.resolve(RunFiles.HISTORY);
    }

    /**
     * Hands over what is new; the last line waits until its end is written.
     *
     * @return whether there was anything
     */
    public boolean read(Consumer<Event> events) throws IOException {
        return read(events, Long.MAX_VALUE);
    }

    /**
     * The same, but at most so many bytes of it, rounded up to whole buffers: the next call goes on.
     *
     * @return whether there was anything
     */
    public boolean read(Consumer<Event> events, long bytesLimit) throws IOException {
        if (!Files.exists(file)) {
            return false;
        }
        long before = position;
        byte[] buffer = new byte[BUFFER];
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            in.seek(position);
            while (position - before < bytesLimit) {
                int read = in.read(buffer);
                if (read <= 0) {
                    break;
                }
                position += read;
                split(buffer, read, events);
            }
            unread = Math.max(0, in.length() - position);
        }
        return position > before;
    }

    /** Bytes that were there at the last call and that it left for the next. */
    public long unread() {
        return unread;
    }

    private void split(byte[] buffer, int length, Consumer<Event> events) {
        int from = 0;
        for (int i = 0; i < length; i++) {
            if (buffer[i] == '\n') {
                append(buffer, from, i - from);
                event(line.toString(StandardCharsets.UTF_8), events);
                line.reset();
                from = i + 1;
            }
        }
        append(buffer, from, length - from);
    }

    /** Of a line beyond the limit the rest is dropped, and what is left is no JSON. */
    private void append(byte[] buffer, int from, int length) {
        line.write(buffer, from, Math.min(length, BoundedLines.LIMIT - line.size()));
    }

    private void event(String text, Consumer<Event> events) {
        if (text.isBlank()) {
            return;
        }
        Event event;
        try {
            event = JsonLines.parse(text, Event.class);
        } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
            damaged++;
            return;
        }
        events.accept(event);
    }

    /** Lines that could not be read and are left out. */
    public long damaged() {
        return damaged;
    }
}
