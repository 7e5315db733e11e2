/** Toxiproxy: see below. */
@NullMarked
package dev.assay.chaos.toxiproxy;

import org.jspecify.annotations.NullMarked;
