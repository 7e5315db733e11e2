/** Workloads: what clients ask, and the model that judges what they were answered. */
@NullMarked
package dev.assay.chaos.workload;

import org.jspecify.annotations.NullMarked;
