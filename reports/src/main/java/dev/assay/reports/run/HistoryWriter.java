package dev.assay.reports.run;

import dev.assay.checker.history.Event;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Appends to {@code history.jsonl}, one event a line. Any thread may append: the order of the lines
 * is the order of the calls. Buffered; what was not flushed is lost with the JVM.
 */
public final class HistoryWriter implements AutoCloseable {

    private final BufferedWriter out;

    HistoryWriter(Path file) throws IOException {
        this.out = Files.newBufferedWriter(file);
    }

    public void append(Event event) throws IOException {
        String line = JsonForm.LINES.writeValueAsString(event);
        synchronized (this) {
            out.write(line);
            out.write('\n');
        }
    }

    public synchronized void flush() throws IOException {
        out.flush();
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }
}
