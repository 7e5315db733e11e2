package dev.assay.reports.svg;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Numbers beside each other, as lying bars with their spread as whiskers: long names stay readable.
 *
 * @param conditions what a reader must know to compare the numbers
 */
public record BarChart(String title, String conditions, Axis axis, List<Bar> bars)
        implements Chart {

    /**
     * One bar.
     *
     * @param look bars of the same look belong together
     * @param low the least of the repeats; equal to {@code value} without any
     * @param high the most
     */
    public record Bar(String name, int look, double value, double low, double high) {
        public Bar {
            Objects.requireNonNull(name, "name");
        }
    }

    private static final int ROW = 26;

    private static final int BAR = 16;

    /** A name that says durability and read level is long; what does not fit is in the tooltip. */
    private static final int LINES_LIMIT = 3;

    private static final int LINE = 15;

    public BarChart {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(conditions, "conditions");
        bars = List.copyOf(bars);
    }

    @Override
    public String inline() {
        return draw().inline();
    }

    @Override
    public String alone() {
        return draw().alone();
    }

    private Drawing draw() {
        int longest = bars.stream().mapToInt(bar -> bar.name().length()).max().orElse(0);
        double left = Math.min(360, 28 + longest * Frame.CHARACTER);
        int room = (int) ((left - 24) / Frame.CHARACTER);
        int lines = bars.stream()
                .mapToInt(bar -> lines(bar.name(), room).size())
                .max()
                .orElse(1);
        int height = ROW + (lines - 1) * LINE;
        Frame frame = new Frame(title, conditions, Math.max(1, bars.size()) * height, 0, 48);
        Drawing drawing = frame.drawing;
        List<Double> values = new ArrayList<>();
        bars.forEach(bar -> values.add(bar.high()));
        Scale across = Scale.around(axis, values, left, Frame.WIDTH - Frame.RIGHT - 96);
        frame.xAxis(axis, across);
        for (int i = 0; i < bars.size(); i++) {
            double y = frame.top + i * height + (height - BAR) / 2.0;
            row(drawing, bars.get(i), lines(bars.get(i).name(), room), y, left, across);
        }
        return drawing;
    }

    /** Broken at spaces where there are any. */
    static List<String> lines(String name, int room) {
        List<String> lines = new ArrayList<>();
        String rest = name;
        while (rest.length() > room && lines.size() < LINES_LIMIT - 1) {
            int space = rest.lastIndexOf(' ', room);
            int end = space > 0 ? space : room;
            lines.add(rest.substring(0, end));
            rest = rest.substring(end).strip();
        }
        lines.add(rest.length() <= room ? rest : rest.substring(0, room - 1) + "…");
        return lines;
    }

    private void row(
            Drawing drawing, Bar bar, List<String> name, double y, double left, Scale across) {
        double right = across.place(bar.value());
        double middle = y + BAR / 2.0;
        int look = bar.look() % Drawing.LOOKS;
        for (int i = 0; i < name.size(); i++) {
            double down = (i - (name.size() - 1) / 2.0) * LINE;
            drawing.text(left - 8, middle + 4 + down, "end", i == 0 ? "strong" : "", name.get(i));
        }
        drawing.add(
                "<rect class=\"bar s%d\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%d\">",
                look, left, y, Math.max(1, right - left), BAR);
        drawing.add("<title>")
                .escape("%s: %s (%s to %s)"
                        .formatted(
                                bar.name(),
                                axis.unit().format(bar.value()),
                                axis.unit().format(bar.low()),
                                axis.unit().format(bar.high())))
                .add("</title></rect>");
        double end = right;
        if (bar.high() > bar.low()) {
            double from = across.place(bar.low());
            end = across.place(bar.high());
            drawing.add(
                    "<path class=\"spread s%d\" d=\"M%.1f %.1fH%.1fM%.1f %.1fv8M%.1f %.1fv8\"/>",
                    look, from, middle, end, from, middle - 4, end, middle - 4);
        }
        drawing.text(end + 8, middle + 4, "start", "", axis.unit().format(bar.value()));
    }
}
