/**
 * Knossos as an engine: {@link dev.assay.checker.knossos.KnossosEngine} asks the Knossos that it
 * finds on the class path, in a JVM of its own, and says {@code unavailable} where there is none.
 */
@NullMarked
package dev.assay.checker.knossos;

import org.jspecify.annotations.NullMarked;
