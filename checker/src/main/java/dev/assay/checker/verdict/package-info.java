/**
 * What a checker says: {@link dev.assay.checker.verdict.Verdict} is valid, invalid or unknown, never
 * a boolean; {@link dev.assay.checker.verdict.CheckResult} adds who said it and at what cost.
 */
@NullMarked
package dev.assay.checker.verdict;

import org.jspecify.annotations.NullMarked;
