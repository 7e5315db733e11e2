/**
 * The door to the checker: {@link dev.assay.checker.Linearizability} judges a {@link
 * dev.assay.checker.history.History} by a {@link dev.assay.checker.model.Model} within a {@link
 * dev.assay.checker.Budget}.
 */
@NullMarked
package dev.assay.checker;

import org.jspecify.annotations.NullMarked;
