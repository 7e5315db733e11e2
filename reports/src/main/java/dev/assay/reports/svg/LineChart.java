package dev.assay.reports.svg;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Series of points, each with a line through it and, where it was measured more than once, with a
 * whisker from the least to the most.
 *
 * @param conditions what a reader must know to compare the numbers: system, machine, settings, date
 * @param xEnd where the x axis ends; 0 for wherever the points end
 */
public record LineChart(
        String title,
        String conditions,
        Axis x,
        Axis y,
        double xEnd,
        List<Series> series,
        List<Band> bands)
        implements Chart {

    /** A name in the legend, and points in the order of x. */
    public record Series(String name, List<Point> points) {
        public Series {
            Objects.requireNonNull(name, "name");
            points = List.copyOf(points);
        }
    }

    /**
     * One point.
     *
     * @param y not a number where there is a gap
     * @param low the least of the repeats; equal to {@code y} without any
     * @param high the most
     */
    public record Point(double x, double y, double low, double high) {
        public static Point of(double x, double y) {
            return new Point(x, y, y, y);
        }

        /** Breaks the line. */
        public static Point gap(double x) {
            return of(x, Double.NaN);
        }

        boolean isGap() {
            return Double.isNaN(y);
        }
    }

    /** A part of the x axis with a name: a fault. */
    public record Band(double from, double to, String name) {}

    private static final int HEIGHT = 280;

    /** Markers of more points than this would be a caterpillar. */
    private static final int MARKERS_LIMIT = 40;

    public LineChart {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(conditions, "conditions");
        series = List.copyOf(series);
        bands = List.copyOf(bands);
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
        List<List<Integer>> legend = legendRows();
        Frame frame = new Frame(title, conditions, HEIGHT, legend.size(), 48);
        Drawing drawing = frame.drawing;
        Scale across = xEnd > 0
                ? Scale.exactly(0, xEnd, Frame.LEFT, Frame.WIDTH - Frame.RIGHT)
                : Scale.around(x, values(true), Frame.LEFT, Frame.WIDTH - Frame.RIGHT);
        Scale up = Scale.around(y, values(false), frame.bottom, frame.top);
        for (int i = 0; i < bands.size(); i++) {
            Band band = bands.get(i);
            double left = across.place(band.from());
            drawing.add(
                    "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" class=\"band\">",
                    left,
                    frame.top,
                    Math.max(2, across.place(band.to()) - left),
                    frame.bottom - frame.top);
            drawing.add("<title>").escape(band.name()).add("</title></rect>");
        }
        frame.xAxis(x, across);
        frame.yAxis(y, up);
        nameBands(frame, across);
        for (int i = 0; i < series.size(); i++) {
            plot(drawing, i, series.get(i), across, up);
        }
        legend(drawing, legend);
        return drawing;
    }

    private void nameBands(Frame frame, Scale across) {
        double taken = 0;
        for (Band band : bands) {
            double left = Math.max(taken, across.place(band.from()));
            double width = band.name().length() * Frame.CHARACTER;
            if (left + width < Frame.WIDTH - Frame.RIGHT) {
                frame.drawing.text(left, frame.top - 5, "start", "band-name", band.name());
                taken = left + width + 8;
            }
        }
    }

    private void plot(Drawing drawing, int number, Series one, Scale across, Scale up) {
        StringBuilder path = new StringBuilder();
        boolean pen = false;
        for (Point point : one.points()) {
            if (!point.isGap()) {
                path.append(pen ? 'L' : 'M')
                        .append(Math.round(across.place(point.x()) * 10) / 10.0)
                        .append(' ')
                        .append(Math.round(up.place(point.y()) * 10) / 10.0);
            }
            pen = !point.isGap();
        }
        drawing.add("<path class=\"line s%d\" d=\"%s\"/>", number % Drawing.LOOKS, path);
        long shown = one.points().stream().filter(point -> !point.isGap()).count();
        for (Point point : one.points()) {
            if (!point.isGap() && shown <= MARKERS_LIMIT) {
                whisker(drawing, number, point, across, up);
                drawing.shape(
                        number, across.place(point.x()), up.place(point.y()), words(one, point));
            }
        }
    }

    private static void whisker(Drawing drawing, int number, Point point, Scale across, Scale up) {
        if (point.high() > point.low()) {
            double at = across.place(point.x());
            double low = up.place(point.low());
            double high = up.place(point.high());
            drawing.add(
                    "<path class=\"spread s%d\" d=\"M%.1f %.1fV%.1fM%.1f %.1fh8M%.1f %.1fh8\"/>",
                    number % Drawing.LOOKS, at, low, high, at - 4, low, at - 4, high);
        }
    }

    private String words(Series one, Point point) {
        String spread = point.high() > point.low()
                ? " (%s to %s)"
                        .formatted(y.unit().format(point.low()), y.unit().format(point.high()))
                : "";
        return "%s, %s: %s%s"
                .formatted(
                        one.name(), x.unit().format(point.x()), y.unit().format(point.y()), spread);
    }

    private List<Double> values(boolean ofX) {
        List<Double> values = new ArrayList<>();
        for (Series one : series) {
            for (Point point : one.points()) {
                if (ofX) {
                    values.add(point.x());
                } else if (!point.isGap()) {
                    values.add(point.low());
                    values.add(point.high());
                }
            }
        }
        return values;
    }

    private List<List<Integer>> legendRows() {
        List<List<Integer>> rows = new ArrayList<>();
        double room = 0;
        for (int i = 0; i < series.size(); i++) {
            double width = legendWidth(i);
            if (rows.isEmpty() || room < width) {
                rows.add(new ArrayList<>());
                room = Frame.WIDTH - 16 - Frame.RIGHT;
            }
            room -= width;
            rows.get(rows.size() - 1).add(i);
        }
        return rows;
    }

    private double legendWidth(int i) {
        return series.get(i).name().length() * Frame.CHARACTER + 52;
    }

    private void legend(Drawing drawing, List<List<Integer>> rows) {
        for (int row = 0; row < rows.size(); row++) {
            double at = 16;
            double middle = 38 + row * 20.0;
            for (int i : rows.get(row)) {
                drawing.line(at, middle, at + 28, middle, "line s" + i % Drawing.LOOKS);
                if (series.get(i).points().size() <= MARKERS_LIMIT) {
                    drawing.shape(i, at + 14, middle, "");
                }
                drawing.text(
                        at + 34, middle + 4, "start", "strong", series.get(i).name());
                at += legendWidth(i);
            }
        }
    }
}
