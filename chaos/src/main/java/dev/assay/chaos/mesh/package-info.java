/**
 * Scenarios as resources of Chaos Mesh 2, for a cluster on Kubernetes: {@link
 * dev.assay.chaos.mesh.ChaosMesh}. Pure. What is written is applied by others; nothing here speaks to
 * a cluster.
 */
@NullMarked
package dev.assay.chaos.mesh;

import org.jspecify.annotations.NullMarked;
