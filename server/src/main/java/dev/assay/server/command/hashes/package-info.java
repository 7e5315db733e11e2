/** Commands on hashes, few to a class; the public doors are the rows. */
@NullMarked
package dev.assay.server.command.hashes;

import org.jspecify.annotations.NullMarked;
