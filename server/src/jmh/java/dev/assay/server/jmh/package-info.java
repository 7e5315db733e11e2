/** Starts the module's JMH suites, which stand in the packages that they measure. */
@org.jspecify.annotations.NullMarked
package dev.assay.server.jmh;
