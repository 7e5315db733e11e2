/**
 * Benchmarks as tables and charts: {@link dev.assay.reports.bench.BenchTables} has the lines, {@link
 * dev.assay.reports.bench.BenchCharts} the drawings.
 */
@NullMarked
package dev.assay.reports.bench;

import org.jspecify.annotations.NullMarked;
