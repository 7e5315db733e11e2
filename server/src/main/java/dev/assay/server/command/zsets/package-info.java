/** Commands on sorted sets, few to a class; the public doors are the rows. */
@NullMarked
package dev.assay.server.command.zsets;

import org.jspecify.annotations.NullMarked;
