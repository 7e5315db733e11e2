/**
 * {@code assay bench}: {@link dev.assay.bench.cli.BenchCommand} and its subcommands. The only package
 * that speaks to the terminal.
 */
@NullMarked
package dev.assay.bench.cli;

import org.jspecify.annotations.NullMarked;
