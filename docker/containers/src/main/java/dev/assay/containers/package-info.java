/**
 * The bundled server in tests of others, on Testcontainers: {@link
 * dev.assay.containers.HraftdContainer} is a node, {@link dev.assay.containers.HraftdCluster} some of
 * them on a network of their own.
 */
@NullMarked
package dev.assay.containers;

import org.jspecify.annotations.NullMarked;
