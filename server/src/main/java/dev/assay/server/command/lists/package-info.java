/** Commands on lists, few to a class; the public doors are the rows. */
@NullMarked
package dev.assay.server.command.lists;

import org.jspecify.annotations.NullMarked;
