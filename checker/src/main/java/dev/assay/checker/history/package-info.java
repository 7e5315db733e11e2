/**
 * What happened: {@link dev.assay.checker.history.Event} is one line of a history, {@link
 * dev.assay.checker.history.Operation} an invocation with its completion.
 */
@NullMarked
package dev.assay.checker.history;

import org.jspecify.annotations.NullMarked;
