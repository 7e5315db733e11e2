/**
 * Recording: {@link dev.assay.bench.record.Recorder} writes what clients asked and were answered, in
 * an order and at times that enclose what really happened.
 */
@NullMarked
package dev.assay.bench.record;

import org.jspecify.annotations.NullMarked;
