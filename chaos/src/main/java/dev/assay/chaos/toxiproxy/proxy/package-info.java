/**
 * The data plane. A {@link dev.assay.chaos.toxiproxy.proxy.ProxyCollection} holds the proxies by
 * name; each accepts connections, and each connection is two links, one for each direction, with a
 * place for every toxic of that direction.
 *
 * <p>Everything of one proxy (its listener, its connections, their links, toxics and timers) lives on
 * one event loop, so that nothing here needs a lock, and no event loop ever waits. The control side
 * calls from a thread of its own and waits for the loop's answer, for a bounded time.
 */
@NullMarked
package dev.assay.chaos.toxiproxy.proxy;

import org.jspecify.annotations.NullMarked;
