/**
 * Comparisons: {@link dev.assay.bench.compare.SystemUnderLoad} is one system that is loaded in turns
 * with others, with verifying clients beside the load.
 */
@NullMarked
package dev.assay.bench.compare;

import org.jspecify.annotations.NullMarked;
