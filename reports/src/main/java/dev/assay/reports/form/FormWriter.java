package dev.assay.reports.form;

import dev.assay.reports.run.RunFiles;
import dev.assay.reports.svg.Chart;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes the forms that are no page, and says where they are. */
public final class FormWriter {

    private FormWriter() {}

    /** Replaces a form of one run in its folder. */
    public static List<Path> write(Form form, Run run) throws IOException {
        Path folder = run.folder().path();
        if (form == Form.SVG) {
            return charts(folder.resolve(RunFiles.CHARTS), run);
        }
        String content = switch (form) {
            case MARKDOWN -> Markdown.of(run);
            case JUNIT -> JunitXml.of(List.of(run));
            case JSON -> FiguresJson.json(FiguresJson.of(run));
            case PROMETHEUS -> PrometheusText.of(List.of(run));
            case HTML, SVG -> throw new IllegalArgumentException(form + " is written elsewhere");
        };
        return List.of(write(folder.resolve(form.file()), content));
    }

    /** Replaces a form of all runs of a folder; there is none for SVG, whose charts are of one run. */
    public static List<Path> writeAll(Form form, Path runs, List<Run> all) throws IOException {
        String content = switch (form) {
            case MARKDOWN -> Markdown.of(all);
            case JUNIT -> JunitXml.of(all);
            case JSON -> FiguresJson.json(all.stream().map(FiguresJson::of).toList());
            case PROMETHEUS -> PrometheusText.of(all);
            case HTML, SVG -> "";
        };
        return content.isEmpty() ? List.of() : List.of(write(runs.resolve(form.file()), content));
    }

    private static List<Path> charts(Path folder, Run run) throws IOException {
        Files.createDirectories(folder);
        List<Path> written = new ArrayList<>();
        for (Map.Entry<String, Chart> chart : RunCharts.of(run).entrySet()) {
            written.add(write(
                    folder.resolve(chart.getKey() + ".svg"), chart.getValue().alone()));
        }
        return written;
    }

    private static Path write(Path file, String content) throws IOException {
        // Half a surrogate pair becomes a question mark; Files.writeString would throw.
        return Files.write(file, content.getBytes(StandardCharsets.UTF_8));
    }
}
