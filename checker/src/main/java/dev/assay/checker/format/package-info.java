/**
 * Histories on disk: {@link dev.assay.checker.format.HistoryFiles} reads them all, {@link
 * dev.assay.checker.format.JsonlWriter} records ours, {@link dev.assay.checker.format.EdnWriter}
 * exports to Jepsen's form.
 */
@NullMarked
package dev.assay.checker.format;

import org.jspecify.annotations.NullMarked;
