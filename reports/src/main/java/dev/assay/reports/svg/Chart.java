package dev.assay.reports.svg;

/** What can be drawn. */
public sealed interface Chart permits LineChart, BarChart, HeatChart {

    /** What it shows, in words. */
    String title();

    /** The drawing, for a page that has {@link #style} in its own style. */
    String inline();

    /** The drawing as a file of its own. */
    String alone();

    /** The rules that all drawings share. */
    static String style() {
        return Drawing.style();
    }
}
