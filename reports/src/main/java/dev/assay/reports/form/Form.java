package dev.assay.reports.form;

import dev.assay.reports.run.RunFiles;

import java.util.Locale;

/** What a run can be turned into. */
public enum Form {
    /** The page, and the overview of a folder of runs. */
    HTML(RunFiles.PAGE),
    /** A summary for a comment on a pull request. */
    MARKDOWN(RunFiles.MARKDOWN),
    /** A test suite a run, for CI. */
    JUNIT(RunFiles.JUNIT),
    /** Figures for other programs. */
    JSON(RunFiles.FIGURES),
    /** Each chart as a file. */
    SVG(RunFiles.CHARTS),
    /** The final figures in Prometheus' text format. */
    PROMETHEUS(RunFiles.PROMETHEUS);

    private final String file;

    Form(String file) {
        this.file = file;
    }

    /** Where it is written, in the folder of the run. */
    public String file() {
        return file;
    }

    /** As on the command line; short names are understood too. */
    public static Form of(String word) {
        String name = word.strip().toLowerCase(Locale.ROOT);
        for (Form form : values()) {
            if (form.name().toLowerCase(Locale.ROOT).equals(name)) {
                return form;
            }
        }
        return switch (name) {
            case "md" -> MARKDOWN;
            case "prom" -> PROMETHEUS;
            default ->
                throw new IllegalArgumentException("form '" + word
                        + "': expected html, markdown, junit, json, svg or prometheus");
        };
    }
}
