package dev.assay.reports.run;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads a file of one record a line, and goes on past lines that are damaged. */
final class JsonLines {

    private JsonLines() {}

    /** Hands over each record that can be read; one problem speaks for all lines that cannot. */
    static <T> Optional<FileProblem> read(Path file, Class<T> type, Consumer<T> records) {
        String name = file.getFileName().toString();
        long lines = 0;
        long damaged = 0;
        String first = "";
        try (Reader in = new InputStreamReader(
                Files.newInputStream(file),
                StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPLACE))) {
            BoundedLines text = new BoundedLines(in, BoundedLines.LIMIT);
            for (String line = text.next(); line != null; line = text.next()) {
                lines++;
                if (line.isBlank()) {
                    continue;
                }
                T record;
                try {
                    record = parse(line, type);
                } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
                    damaged++;
                    if (damaged == 1) {
                        first = "line " + lines + ": " + JsonForm.reason(e);
                    }
                    continue;
                }
                records.accept(record);
            }
        } catch (IOException e) {
            return Optional.of(new FileProblem(
                    name,
                    "reading stopped after line " + lines + ": " + e + "; the rest is left out"));
        }
        if (damaged == 0) {
            return Optional.empty();
        }
        return Optional.of(new FileProblem(
                name,
                "%d of %d lines cannot be read and are left out; the first is %s"
                        .formatted(damaged, lines, first)));
    }

    /** One record, or an exception that says what is wrong with the line. */
    static <T> T parse(String line, Class<T> type) {
        @Nullable T record = JsonForm.LINES.readValue(line, type);
        if (record == null) {
            throw new IllegalArgumentException(
                    "expected a " + type.getSimpleName() + ", found null");
        }
        return record;
    }
}
