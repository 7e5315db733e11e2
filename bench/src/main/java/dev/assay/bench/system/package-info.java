/**
 * Systems under test, described by data: {@link dev.assay.bench.system.SystemDescription} is one
 * YAML file, {@link dev.assay.bench.system.SystemCatalog} finds and reads it.
 */
@NullMarked
package dev.assay.bench.system;

import org.jspecify.annotations.NullMarked;
