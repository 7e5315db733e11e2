/** The command line: {@link dev.assay.chaos.cli.Assay} is the door of the harness. */
@NullMarked
package dev.assay.chaos.cli;

import org.jspecify.annotations.NullMarked;
