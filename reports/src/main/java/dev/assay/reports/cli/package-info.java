/** The command {@code assay report}: the only package that writes to the terminal. */
@NullMarked
package dev.assay.reports.cli;

import org.jspecify.annotations.NullMarked;
