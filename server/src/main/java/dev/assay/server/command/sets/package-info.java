/** Commands on sets, few to a class; the public doors are the rows. */
@NullMarked
package dev.assay.server.command.sets;

import org.jspecify.annotations.NullMarked;
