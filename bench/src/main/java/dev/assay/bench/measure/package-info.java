/**
 * Measurements: {@link dev.assay.bench.measure.Measurer} repeats a load after a warm-up and leaves a
 * run folder; {@link dev.assay.bench.measure.KneeSearch} looks for the highest rate that a latency
 * allows.
 */
@NullMarked
package dev.assay.bench.measure;

import org.jspecify.annotations.NullMarked;
