/**
 * Scenarios: {@link dev.assay.chaos.scenario.Scenario} says what is run, broken and expected; {@link
 * dev.assay.chaos.scenario.Catalog} lists the shipped ones and the sets that Maven runs.
 */
@NullMarked
package dev.assay.chaos.scenario;

import org.jspecify.annotations.NullMarked;
