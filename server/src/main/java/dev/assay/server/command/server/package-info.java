/** Commands about the node, one class each. */
@NullMarked
package dev.assay.server.command.server;

import org.jspecify.annotations.NullMarked;
