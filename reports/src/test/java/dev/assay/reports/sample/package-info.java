/** Runs that never took place, for tests and for a look at the pages; all from a seed. */
@NullMarked
package dev.assay.reports.sample;

import org.jspecify.annotations.NullMarked;
