/**
 * The pages: {@link dev.assay.reports.page.ReportPage} for one run, {@link
 * dev.assay.reports.page.IndexPage} for all runs of a folder. Each is one file that needs no network:
 * templates ({@code src/main/jte}) escape by context, script and style are inlined, and the page's
 * own policy forbids whatever else might have slipped in.
 */
@NullMarked
package dev.assay.reports.page;

import org.jspecify.annotations.NullMarked;
