/**
 * Scenarios as files: {@link dev.assay.chaos.timeline.ScenarioFiles} reads a timeline of faults that
 * somebody wrote, and writes the one that a run had, so that it can be repeated and made smaller.
 */
@NullMarked
package dev.assay.chaos.timeline;

import org.jspecify.annotations.NullMarked;
