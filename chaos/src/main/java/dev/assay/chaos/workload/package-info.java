/**
 * Workloads: what clients ask, and what judges the answers. {@link dev.assay.chaos.workload.Workload}
 * is the port, {@link dev.assay.chaos.workload.Workloads} lists them by name, one file each.
 */
@NullMarked
package dev.assay.chaos.workload;

import org.jspecify.annotations.NullMarked;
