/**
 * A running cluster of a system under test: {@link dev.assay.bench.cluster.Cluster} starts, kills,
 * pauses and stops its nodes as local processes; {@link dev.assay.bench.cluster.AddressPlan} says
 * who finds whom where; {@link dev.assay.bench.cluster.ProcessReaper} sees to it that nothing
 * outlives the run.
 */
@NullMarked
package dev.assay.bench.cluster;

import org.jspecify.annotations.NullMarked;
