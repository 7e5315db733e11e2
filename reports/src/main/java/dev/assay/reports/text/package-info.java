/**
 * What comes from a run, in words that are fit to be looked at: {@link
 * dev.assay.reports.text.VisibleText} for any text, {@link dev.assay.reports.text.OperationText} for
 * an operation, {@link dev.assay.reports.text.EvidenceText} for a proof.
 */
@NullMarked
package dev.assay.reports.text;

import org.jspecify.annotations.NullMarked;
