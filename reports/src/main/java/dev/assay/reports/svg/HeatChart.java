package dev.assay.reports.svg;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * How often each value came at each time: the darker, the more often, on a logarithmic scale.
 *
 * @param xEnd where the time ends
 * @param cells those that hold something
 */
public record HeatChart(
        String title, String conditions, Axis x, Axis y, double xEnd, List<Cell> cells)
        implements Chart {

    /** From {@code x} to {@code right} and from {@code y} to {@code upper}, so many. */
    public record Cell(double x, double right, double y, double upper, long count) {}

    private static final int HEIGHT = 260;

    public HeatChart {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(conditions, "conditions");
        cells = List.copyOf(cells);
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
        Frame frame = new Frame(title, conditions, HEIGHT, 1, 48);
        Drawing drawing = frame.drawing;
        Scale across = Scale.exactly(0, xEnd, Frame.LEFT, Frame.WIDTH - Frame.RIGHT);
        List<Double> values = cells.stream()
                .flatMap(cell -> Stream.of(cell.y(), cell.upper()))
                .toList();
        Scale up = Scale.around(y, values, frame.bottom, frame.top);
        frame.xAxis(x, across);
        frame.yAxis(y, up);
        long most = cells.stream().mapToLong(Cell::count).max().orElse(1);
        for (Cell cell : cells) {
            double left = across.place(cell.x());
            double top = up.place(cell.upper());
            drawing.add(
                    "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" class=\"h%d\">",
                    left,
                    top,
                    Math.max(0.8, across.place(cell.right()) - left),
                    up.place(cell.y()) - top,
                    step(share(cell.count(), most)));
            drawing.add("<title>%,d</title></rect>", cell.count());
        }
        legend(drawing, most);
        return drawing;
    }

    private static double share(long count, long most) {
        return most <= 1 ? 0.5 : 0.06 + 0.94 * Math.log(count) / Math.log(most);
    }

    private static int step(double share) {
        return (int) Math.min(Drawing.HEAT_STEPS - 1, share * Drawing.HEAT_STEPS);
    }

    private static void legend(Drawing drawing, long most) {
        drawing.text(16, 42, "start", "", "how many: 1");
        for (int i = 0; i < 6; i++) {
            drawing.add(
                    "<rect x=\"%d\" y=\"31\" width=\"20\" height=\"13\" class=\"h%d\"/>",
                    92 + i * 21, step(0.06 + 0.94 * i / 5));
        }
        drawing.text(224, 42, "start", "", String.format(Locale.ROOT, "%,d", most));
    }
}
