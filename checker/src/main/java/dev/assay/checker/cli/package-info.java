/** The command line: {@link dev.assay.checker.cli.CheckCommand} is {@code assay check}. */
@NullMarked
package dev.assay.checker.cli;

import org.jspecify.annotations.NullMarked;
