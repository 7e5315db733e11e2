package dev.assay.checker.history;

import java.util.Objects;

/**
 * Something in a history that a checker cannot work with.
 *
 * @param line where, counted from 1; for formats without lines the number of the event
 * @param message what came, and what was expected
 */
public record Problem(long line, String message) {

    public Problem {
        Objects.requireNonNull(message, "message");
        if (line < 1) {
            throw new IllegalArgumentException("line " + line + ": expected 1 or more");
        }
    }

    @Override
    public String toString() {
        return "line " + line + ": " + message;
    }
}
