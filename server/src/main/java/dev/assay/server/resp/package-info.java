/**
 * The Redis door: {@link dev.assay.server.resp.RespInitializer} dresses a connection with a decoder
 * for requests and a handler that keeps the order of replies. RESP2 and RESP3.
 */
@NullMarked
package dev.assay.server.resp;

import org.jspecify.annotations.NullMarked;
