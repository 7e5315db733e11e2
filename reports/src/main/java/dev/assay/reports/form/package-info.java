/**
 * A run in other forms than a page: {@link dev.assay.reports.form.Form} names them, {@link
 * dev.assay.reports.form.FormWriter} writes them beside the run.
 */
@NullMarked
package dev.assay.reports.form;

import org.jspecify.annotations.NullMarked;
