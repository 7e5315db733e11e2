/**
 * One server put together: {@link dev.assay.server.node.Node} opens, wires and closes everything;
 * {@link dev.assay.server.node.NodeConfig} says how; {@link dev.assay.server.node.NodeParts} are
 * the parts that a test may exchange.
 */
@NullMarked
package dev.assay.server.node;

import org.jspecify.annotations.NullMarked;
