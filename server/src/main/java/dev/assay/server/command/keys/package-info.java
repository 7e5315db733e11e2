/** Commands on keys of any type, one class each. */
@NullMarked
package dev.assay.server.command.keys;

import org.jspecify.annotations.NullMarked;
