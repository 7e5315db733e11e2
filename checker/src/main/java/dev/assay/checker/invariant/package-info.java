/**
 * Checks that are no search for a legal order: {@link dev.assay.checker.invariant.Check} is what they
 * all are, {@link dev.assay.checker.invariant.Findings} what they say; the others are Jepsen's, one
 * file each.
 */
@NullMarked
package dev.assay.checker.invariant;

import org.jspecify.annotations.NullMarked;
