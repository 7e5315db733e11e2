package dev.assay.reports.page;

import java.util.List;

/** All that {@code index.jte} shows. */
public record IndexView(
        String folder,
        VerdictMark mark,
        String sentence,
        List<Group> groups,
        List<String> problems,
        InlineAssets assets) {

    /** Runs that are expected to come out alike. */
    public record Group(String title, String remark, List<Row> rows) {}

    /**
     * One run.
     *
     * @param link from the overview to the page of the run
     * @param folder name of the run folder
     */
    public record Row(
            String link,
            String scenario,
            String folder,
            String operations,
            String ok,
            String fail,
            String info,
            String faults,
            VerdictMark mark,
            String expected,
            boolean asExpected,
            String time) {}
}
