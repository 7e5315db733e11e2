/**
 * Verdicts to take away: {@link dev.assay.checker.export.HistoryPage} is a picture for a browser,
 * {@link dev.assay.checker.export.RegressionTest} a JUnit test for a project.
 */
@NullMarked
package dev.assay.checker.export;

import org.jspecify.annotations.NullMarked;
