/**
 * Run folders and the pages made from them; {@link dev.assay.reports.Reports} is the door.
 *
 * <p>Data flows {@code run -> chart -> summary -> page}: files, figures, lines, pages.
 */
@NullMarked
package dev.assay.reports;

import org.jspecify.annotations.NullMarked;
