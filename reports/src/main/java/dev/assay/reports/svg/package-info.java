/**
 * Charts as SVG, for what a script does not draw: {@link dev.assay.reports.svg.LineChart}, {@link
 * dev.assay.reports.svg.BarChart} and {@link dev.assay.reports.svg.HeatChart}. Each has its unit, its
 * conditions and, where there are repeats, its spread. They tell series apart by colour, dash and
 * shape, in light and in dark.
 */
@NullMarked
package dev.assay.reports.svg;

import org.jspecify.annotations.NullMarked;
