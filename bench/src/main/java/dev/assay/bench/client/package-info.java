/**
 * Clients whose every answer is classified: {@link dev.assay.bench.client.StoreClient} is pinned to
 * one node, never retries, and turns whatever comes back into an {@link
 * dev.assay.bench.client.Outcome}.
 */
@NullMarked
package dev.assay.bench.client;

import org.jspecify.annotations.NullMarked;
