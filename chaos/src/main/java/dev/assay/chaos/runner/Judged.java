package dev.assay.chaos.runner;

import dev.assay.reports.summary.RunSummary;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/**
 * A run with its verdict.
 *
 * @param figures null when the history cannot be read
 */
public record Judged(Path folder, RunSummary row, @Nullable Figures figures) {

    /** Whether it came out as it should, and with what was asked for beyond safety. */
    public boolean green() {
        return row.asExpected() && (figures == null || figures.sloMisses().isEmpty());
    }
}
