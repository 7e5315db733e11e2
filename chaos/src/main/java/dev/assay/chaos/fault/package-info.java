/**
 * Faults: {@link dev.assay.chaos.fault.Fault} is the port, one file is one fault; {@link
 * dev.assay.chaos.fault.Network} is the set of proxies that stand between all nodes. Shapes of
 * partitions are pure functions ({@link dev.assay.chaos.fault.PartitionShape}).
 */
@NullMarked
package dev.assay.chaos.fault;

import org.jspecify.annotations.NullMarked;
