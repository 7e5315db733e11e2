/**
 * The harness as a library: {@link dev.assay.chaos.api.Consistency} is the door for tests of one's
 * own system.
 */
@NullMarked
package dev.assay.chaos.api;

import org.jspecify.annotations.NullMarked;
