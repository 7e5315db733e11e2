/**
 * Why a history is invalid: {@link dev.assay.checker.evidence.Evidence} finds the first operation
 * that cannot be placed and the shortest part that fails, {@link
 * dev.assay.checker.evidence.CounterexampleText} shows both in a terminal, {@link
 * dev.assay.checker.evidence.Wording} names operations. Pure, like the engines.
 */
@NullMarked
package dev.assay.checker.evidence;

import org.jspecify.annotations.NullMarked;
