/**
 * What happened: {@link dev.assay.checker.history.Event} is one line of a history, {@link
 * dev.assay.checker.history.Operation} an invocation with its completion, {@link
 * dev.assay.checker.history.History} all operations of a run, checked to be well-formed.
 */
@NullMarked
package dev.assay.checker.history;

import org.jspecify.annotations.NullMarked;
