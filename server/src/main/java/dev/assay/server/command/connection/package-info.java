/** Commands about the connection, one class each. */
@NullMarked
package dev.assay.server.command.connection;

import org.jspecify.annotations.NullMarked;
