/**
 * The values that travel between the layers: {@link dev.assay.server.data.Bytes} (keys, values,
 * arguments), {@link dev.assay.server.data.Reply} (what a command answers) and {@link
 * dev.assay.server.data.Outcome} (whether it happened).
 */
@NullMarked
package dev.assay.server.data;

import org.jspecify.annotations.NullMarked;
