/**
 * The run folder: what a benchmark or a chaos run leaves behind, and all that a page is made from.
 *
 * <p>{@link dev.assay.reports.run.RunFolderWriter} makes one, {@link
 * dev.assay.reports.run.RunFolder} reads one back, also when parts of it are missing or damaged.
 * {@link dev.assay.reports.run.RunSpec}, {@link dev.assay.reports.run.FaultRecord} and {@link
 * dev.assay.reports.run.RunVerdict} are what the files hold.
 */
@NullMarked
package dev.assay.reports.run;

import org.jspecify.annotations.NullMarked;
