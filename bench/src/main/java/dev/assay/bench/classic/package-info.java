/**
 * redis-benchmark, reproduced: {@link dev.assay.bench.classic.ClassicTests} has its default tests,
 * {@link dev.assay.bench.classic.ClassicText} its three output formats. Behaviour and formats were
 * observed on redis-benchmark 7.0.15.
 */
@NullMarked
package dev.assay.bench.classic;

import org.jspecify.annotations.NullMarked;
