/**
 * The HTTP door, hraftd's: keys, joining and status. {@link dev.assay.server.http.HttpInitializer}
 * dresses a connection; a file of routes each for keys and for the cluster. Peers come in here too.
 */
@NullMarked
package dev.assay.server.http;

import org.jspecify.annotations.NullMarked;
