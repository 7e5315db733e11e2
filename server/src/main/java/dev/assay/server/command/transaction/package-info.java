/** WATCH, MULTI, EXEC and their kin: a transaction is one log entry. */
@NullMarked
package dev.assay.server.command.transaction;

import org.jspecify.annotations.NullMarked;
