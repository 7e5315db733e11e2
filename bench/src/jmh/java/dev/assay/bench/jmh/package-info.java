/**
 * JMH suites, run by {@code mvn verify -Pbench}: {@link dev.assay.bench.jmh.BenchmarkMain} is the
 * program.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.bench.jmh;
