/**
 * Runs scenarios: {@link dev.assay.chaos.runner.ScenarioRunner} is one run from an empty machine to
 * a run folder with a verdict, {@link dev.assay.chaos.runner.SetRunner} a list of them with a table.
 */
@NullMarked
package dev.assay.chaos.runner;

import org.jspecify.annotations.NullMarked;
