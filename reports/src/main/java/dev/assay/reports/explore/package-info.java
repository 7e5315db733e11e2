/**
 * Operations in the form that the history explorer draws: {@link
 * dev.assay.reports.explore.OperationColumns} as JSON, for a page that holds a sample and for a
 * server that holds all.
 */
@NullMarked
package dev.assay.reports.explore;

import org.jspecify.annotations.NullMarked;
