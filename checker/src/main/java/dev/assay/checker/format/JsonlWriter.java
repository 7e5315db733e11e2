package dev.assay.checker.format;

import dev.assay.checker.history.Event;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

import java.io.BufferedWriter;
import java.io.Flushable;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Appends events to {@code history.jsonl}, one a line, absent fields left out. Buffered: what must
 * survive a crash of the recorder has to be {@linkplain #flush flushed}. For one thread at a time;
 * the caller closes it.
 */
public final class JsonlWriter implements Flushable, AutoCloseable {

    private static final JsonFactory JSON = JsonFactory.builder()
            .rootValueSeparator("")
            .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
            .build();

    private final Writer out;
    private final JsonGenerator json;

    /** Writes to {@code out} and closes it in the end. */
    public JsonlWriter(Writer out) {
        this.out = out;
        this.json = JSON.createGenerator(ObjectWriteContext.empty(), out);
    }

    /** Appends to a file, which is made if there is none. */
    public static JsonlWriter appendingTo(Path file) throws IOException {
        BufferedWriter out = Files.newBufferedWriter(
                file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return new JsonlWriter(out);
    }

    /**
     * Adds a line.
     *
     * @throws IllegalArgumentException if the value is none that {@link Event#value} allows
     */
    public void write(Event event) throws IOException {
        Values.requireWritable(event.value()); // or a refused event would leave half a line
        json.writeStartObject();
        json.writeNumberProperty("time", event.timeNanos());
        json.writeNumberProperty("process", event.process());
        json.writeStringProperty("type", event.type().word());
        json.writeStringProperty("f", event.f());
        text("key", event.key());
        if (event.value() != null) {
            json.writeName("value");
            Values.write(json, event.value());
        }
        text("node", event.node());
        text("error", event.error());
        if (event.raftIndex() != Event.NO_INDEX) {
            json.writeNumberProperty("raftIndex", event.raftIndex());
        }
        json.writeEndObject();
        json.flush();
        out.write('\n');
    }

    @Override
    public void flush() throws IOException {
        json.flush();
        out.flush();
    }

    @Override
    public void close() throws IOException {
        json.close();
        out.close();
    }

    private void text(String name, @Nullable String text) {
        if (text != null) {
            json.writeStringProperty(name, text);
        }
    }
}
