/**
 * Toxiproxy, which stands on every link of a cluster under test and does to its bytes what a fault
 * says.
 *
 * <p>A run uses a {@link dev.assay.chaos.toxiproxy.ToxiproxyServer} in one of three forms: {@link
 * dev.assay.chaos.toxiproxy.ToxiproxyTwin} inside this JVM, which needs nothing installed; {@link
 * dev.assay.chaos.toxiproxy.ToxiproxyProcess}, a real {@code toxiproxy-server} started for the run;
 * {@link dev.assay.chaos.toxiproxy.ToxiproxyAddress}, one that somebody else runs. All are driven by
 * {@link dev.assay.chaos.toxiproxy.ToxiproxyControl}, the official Java client with a deadline on
 * each call and one exception for all that can go wrong.
 *
 * <h2>The twin</h2>
 *
 * <pre>
 *  HTTP API          api:   Routes on one control thread, in the order of the requests
 *     |                        |  asks, and waits for a bounded time
 *  proxies           proxy: TwinProxy -- DataPlane on one event loop for each proxy
 *     |                        |
 *  connections              Connection: client end, upstream end, two links
 *     |                        |
 *  toxics            toxic: source -- Stub -- Stub -- destination, one stub for each toxic
 * </pre>
 *
 * <p>It has the API of Toxiproxy 2.12: the same routes, codes, bodies, field order and error texts.
 *
 * <table>
 *   <caption>Routes</caption>
 *   <tr><td>{@code /proxies}</td><td>GET, POST (201)</td></tr>
 *   <tr><td>{@code /proxies/P}</td><td>GET, POST or PATCH, DELETE (204)</td></tr>
 *   <tr><td>{@code /proxies/P/toxics}</td><td>GET, POST (200)</td></tr>
 *   <tr><td>{@code /proxies/P/toxics/T}</td><td>GET, POST or PATCH, DELETE (204)</td></tr>
 *   <tr><td>{@code /populate}</td><td>POST (201)</td></tr>
 *   <tr><td>{@code /reset}</td><td>POST (204)</td></tr>
 *   <tr><td>{@code /version}, {@code /metrics}</td><td>GET</td></tr>
 * </table>
 *
 * <p>Without toxics a buffer goes from one socket to the other untouched. With toxics it goes through
 * them in the order in which they were added, in chunks of up to 32 KiB. Changes reach open
 * connections at once: a {@code timeout} of 0 is a black hole from the moment at which its request
 * is answered. Bytes that had been written to the receiver's socket before may still arrive.
 *
 * <p>Nothing waits for a reader. A link stops reading from its source when the destination's socket
 * has 128 KiB unwritten, or 8 MiB or as many chunks as Toxiproxy would hold wait in its toxics.
 *
 * <h2>Intended differences from Toxiproxy 2.12</h2>
 *
 * <ol>
 *   <li><b>Never wedged.</b> There, a reader that stalls while data flow blocks every later control
 *       call. Here every call is answered within milliseconds whatever the data do, a black hole
 *       swallows even then, and a removal of {@code reset_peer} does not wait for its timer: it
 *       resets at once what was waiting.
 *   <li><b>Seeded chance.</b> Toxicity and jitter follow from the seed, the proxy's name, the
 *       connection's number and the toxic's name. A connection draws once for a toxic, and again
 *       when that toxic itself is updated; there, also when a neighbour is added or removed.
 *   <li><b>Dialling does not block.</b> An upstream that does not answer stalls neither other
 *       clients nor control; it is given up after 30 s.
 *   <li><b>{@code reset_peer} resets</b> connections that were open before it was added, too (there,
 *       they see an end of stream), and leaves those alone that its toxicity spares (there, any
 *       later close of them is a reset).
 *   <li><b>A new toxic gets all that is held before it.</b> There, the chunk in the hands of the last
 *       toxic slips past a new one.
 *   <li><b>No crash by settings.</b> A {@code slicer} with an {@code average_size} below 1 cuts
 *       nothing, one with a variation above its size cuts within the chunk, a negative {@code rate}
 *       is 0. There, such a toxic may end the server.
 *   <li><b>A refused update changes nothing.</b> There, the attributes before the bad one are kept.
 *   <li><b>Latency behind a late chunk</b> counts from when the chunk really left the toxic before.
 *   <li><b>Delays</b> are as fine as a selector's, a millisecond, also in a {@code slicer}.
 *   <li><b>{@code /metrics} is always there</b>, counts as bytes pass, and has {@code
 *       toxiproxy_proxy_dropped_bytes_total} besides; there, with a flag, and when a connection ends.
 *       A deleted proxy takes its counters with it.
 *   <li><b>Words.</b> Where Go's JSON library or resolver words a rare error, the twin's words may
 *       differ (a syntax error inside a body, an exponent in an integer, a host name not found);
 *       codes and types do not. A path with empty segments is a 404, there a redirect. Service names
 *       are no ports.
 *   <li><b>Limits</b>: 8192 connections for a proxy, 1 MiB for a request's body, 1024 requests that
 *       wait.
 * </ol>
 *
 * <p>Kept on purpose: a half-closed connection ends in both directions, a {@code timeout}'s timer
 * begins anew with each chunk, a black hole lets the end of a connection through, and removal of a
 * {@code timeout} closes even the connections that it spared.
 */
@NullMarked
package dev.assay.chaos.toxiproxy;

import org.jspecify.annotations.NullMarked;
