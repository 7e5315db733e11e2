/**
 * A run boiled down to what charts and tables show: {@link dev.assay.reports.chart.RunDigest} is
 * read from a run folder in one pass, in memory that does not grow with the length of the run.
 */
@NullMarked
package dev.assay.reports.chart;

import org.jspecify.annotations.NullMarked;
