package dev.assay.reports.run;

import dev.assay.checker.format.JsonlWriter;
import dev.assay.checker.history.Event;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Appends to {@code history.jsonl}, one event a line. Any thread may append: the order of the lines
 * is the order of the calls. Buffered; what was not flushed is lost with the JVM.
 */
public final class HistoryWriter implements AutoCloseable {

    private final JsonlWriter out;

    HistoryWriter(Path file) throws IOException {
        // Not Files.newBufferedWriter, which throws at half a surrogate pair and would end the run.
        this.out = new JsonlWriter(new BufferedWriter(
                new OutputStreamWriter(Files.newOutputStream(file), StandardCharsets.UTF_8)));
    }

    /**
     * Adds a line.
     *
     * @throws IllegalArgumentException if the value is none that {@link Event#value} allows
     */
    public synchronized void append(Event event) throws IOException {
        out.write(event);
    }

    public synchronized void flush() throws IOException {
        out.flush();
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }
}
