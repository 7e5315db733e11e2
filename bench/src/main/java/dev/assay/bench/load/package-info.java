/**
 * Load: {@link dev.assay.bench.load.ClientLoop} is one client at work; {@link
 * dev.assay.bench.load.Pacer} says when its next request is due.
 */
@NullMarked
package dev.assay.bench.load;

import org.jspecify.annotations.NullMarked;
