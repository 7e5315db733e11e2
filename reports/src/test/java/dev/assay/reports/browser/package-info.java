/** The pages in a real browser, by Playwright and the Chromium of this machine. */
@NullMarked
package dev.assay.reports.browser;

import org.jspecify.annotations.NullMarked;
