/** The command line: {@link dev.assay.server.cli.Hraftd} is the server's door. */
@NullMarked
package dev.assay.server.cli;

import org.jspecify.annotations.NullMarked;
