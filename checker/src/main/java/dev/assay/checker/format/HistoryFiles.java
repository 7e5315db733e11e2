package dev.assay.checker.format;

import dev.assay.checker.history.Event;
import dev.assay.checker.history.History;
import dev.assay.checker.history.HistoryBuilder;
import dev.assay.checker.history.HistoryException;
import dev.assay.checker.history.Problem;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads histories in all {@linkplain HistoryFormat formats}. */
public final class HistoryFiles {

    /** The name of a history in a run folder. */
    public static final String NAME = "history.jsonl";

    /** Enough to tell the formats apart. */
    private static final int BEGINNING_CHARS = 4_096;

    private HistoryFiles() {}

    /**
     * What could be read, and what could not.
     *
     * @param cutOff the broken last line of a recorder that was killed; empty if there is none
     */
    public record Salvaged(History history, List<Problem> cutOff) {

        public Salvaged {
            cutOff = List.copyOf(cutOff);
        }
    }

    /**
     * Reads a file, or the {@value #NAME} of a run folder, in whichever format it has.
     *
     * @throws IOException if it cannot be read, or has none of the formats
     * @throws HistoryException if it is not well-formed; a broken last line counts
     */
    public static History read(Path file) throws IOException, HistoryException {
        return read(file, null, false);
    }

    /**
     * Reads a file or run folder.
     *
     * @param format its format; null to find out
     * @param independent whether, in EDN, each value is a {@code [key value]} pair
     */
    public static History read(Path file, @Nullable HistoryFormat format, boolean independent)
            throws IOException, HistoryException {
        try (Reader reader = open(file)) {
            return read(reader, format, independent, false).history();
        }
    }

    /**
     * Reads a file or run folder whose recorder may have been killed: a broken last line is left
     * out and reported, and what was open then has an unknown outcome. Any other problem is one
     * still, since a verdict without that line might be wrong.
     */
    public static Salvaged salvage(Path file) throws IOException, HistoryException {
        try (Reader reader = open(file)) {
            return read(reader, null, false, true);
        }
    }

    /** Reads a text in the given format. */
    public static History parse(String text, HistoryFormat format) throws HistoryException {
        try {
            return read(new StringReader(text), format, false, false).history();
        } catch (IOException e) {
            throw new IllegalStateException("a string cannot fail to be read", e);
        }
    }

    private static Salvaged read(
            Reader reader, @Nullable HistoryFormat format, boolean independent, boolean lenient)
            throws IOException, HistoryException {
        Collector collector = new Collector(lenient);
        HistoryFormat known = format == null ? detect(reader) : format;
        known.read(reader, independent, collector);
        return new Salvaged(collector.builder.build(), collector.cutOff);
    }

    private static Reader open(Path file) throws IOException {
        Path history = Files.isDirectory(file) ? file.resolve(NAME) : file;
        return new BufferedReader(Files.newBufferedReader(history, StandardCharsets.UTF_8));
    }

    private static HistoryFormat detect(Reader reader) throws IOException {
        char[] beginning = new char[BEGINNING_CHARS];
        reader.mark(BEGINNING_CHARS);
        int length = 0;
        int count = 0;
        while (count >= 0 && length < BEGINNING_CHARS) {
            length += count;
            count = reader.read(beginning, length, BEGINNING_CHARS - length);
        }
        reader.reset();
        try {
            return HistoryFormat.detect(new String(beginning, 0, length));
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static final class Collector implements EventSink {
        private final HistoryBuilder builder = new HistoryBuilder();
        private final List<Problem> cutOff = new ArrayList<>();
        private final boolean lenient;

        private Collector(boolean lenient) {
            this.lenient = lenient;
        }

        @Override
        public void event(long line, Event event) {
            builder.add(line, event);
        }

        @Override
        public void problem(long line, String message) {
            builder.problem(line, message);
        }

        @Override
        public void cutOff(long line, String message) {
            if (lenient) {
                cutOff.add(new Problem(line, message));
            } else {
                builder.problem(line, "the last line breaks off: " + message);
            }
        }
    }
}
