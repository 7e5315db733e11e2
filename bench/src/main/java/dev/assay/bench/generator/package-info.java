/** What clients ask next: pure functions of a seed and of what the client has seen. */
@NullMarked
package dev.assay.bench.generator;

import org.jspecify.annotations.NullMarked;
