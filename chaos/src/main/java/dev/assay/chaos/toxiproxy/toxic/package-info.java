/**
 * What can be done to the bytes of one direction of a connection: one file for each of Toxiproxy's
 * toxics. {@link dev.assay.chaos.toxiproxy.toxic.Toxic} is the closed set of settings, {@link
 * dev.assay.chaos.toxiproxy.toxic.Pipe} what such a toxic does on one link, and {@link
 * dev.assay.chaos.toxiproxy.toxic.Flow} the only things that it may do there. No socket, thread,
 * clock or chance of its own: all of them come through the flow.
 */
@NullMarked
package dev.assay.chaos.toxiproxy.toxic;

import org.jspecify.annotations.NullMarked;
