/**
 * What a client can ask for, whatever the protocol: {@link dev.assay.server.command.CommandSpec} is
 * a row of the {@link dev.assay.server.command.CommandTable}, {@link
 * dev.assay.server.command.Command} what its parser makes of the arguments, {@link
 * dev.assay.server.command.Pipeline} runs a connection's commands in their order. The commands
 * themselves are in the packages below, one class each; {@code dev.assay.server.catalog} lists them.
 */
@NullMarked
package dev.assay.server.command;

import org.jspecify.annotations.NullMarked;
