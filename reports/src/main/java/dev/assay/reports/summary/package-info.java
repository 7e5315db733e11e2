/**
 * Runs in one line each: {@link dev.assay.reports.summary.RunSummary} is the line, {@link
 * dev.assay.reports.summary.SummaryTable} the table that a terminal shows at the end.
 */
@NullMarked
package dev.assay.reports.summary;

import org.jspecify.annotations.NullMarked;
