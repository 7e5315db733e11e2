/** Commands on strings, one class each; the public door of each is its {@code SPEC}. */
@NullMarked
package dev.assay.server.command.strings;

import org.jspecify.annotations.NullMarked;
