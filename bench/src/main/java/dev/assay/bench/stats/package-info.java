/** Whether two results differ: {@link dev.assay.bench.stats.Difference}. */
@NullMarked
package dev.assay.bench.stats;

import org.jspecify.annotations.NullMarked;
