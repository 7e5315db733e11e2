/**
 * Runs to be explored in a browser while they go on, and with every operation that they had: {@link
 * dev.assay.reports.serve.ReportServer} answers on the loopback interface alone.
 */
@NullMarked
package dev.assay.reports.serve;

import org.jspecify.annotations.NullMarked;
