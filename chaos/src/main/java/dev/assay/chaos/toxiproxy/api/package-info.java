/**
 * The control plane: Toxiproxy's HTTP API over a collection of proxies. {@link
 * dev.assay.chaos.toxiproxy.api.ApiServer} holds the socket and the one control thread, on which all
 * requests are answered in the order in which they came; {@link
 * dev.assay.chaos.toxiproxy.api.Routes} says what each of them does, without knowing of HTTP's wire.
 */
@NullMarked
package dev.assay.chaos.toxiproxy.api;

import org.jspecify.annotations.NullMarked;
