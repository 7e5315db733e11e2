/**
 * Drivers: a {@link dev.assay.bench.drive.LoadRun} makes the load of a {@link
 * dev.assay.bench.drive.LoadPlan} and tells what was measured. A few threads serve many connections
 * each, as redis-benchmark's event loop does; a {@link dev.assay.bench.drive.Station} is the brain of
 * one thread, and knows neither Jedis nor Netty.
 */
@NullMarked
package dev.assay.bench.drive;

import org.jspecify.annotations.NullMarked;
