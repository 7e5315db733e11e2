package dev.assay.reports.page;

import java.util.List;
import java.util.Locale;

/**
 * A line of a word's height that shows where a figure went from run to run; the numbers stand beside
 * it.
 *
 * @param path of the line in a box of {@link #WIDTH} by {@link #HEIGHT}
 * @param x of its last point
 * @param y of its last point
 */
public record Sparkline(String path, double x, double y) {

    public static final int WIDTH = 120;
    public static final int HEIGHT = 28;

    private static final int MARGIN = 4;

    /** Of values from the oldest on, of which there is at least one; the axis begins at 0. */
    static Sparkline of(List<Double> values) {
        double most = values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        StringBuilder path = new StringBuilder();
        double x = 0;
        double y = 0;
        for (int i = 0; i < values.size(); i++) {
            double share = values.size() == 1 ? 0.5 : (double) i / (values.size() - 1);
            x = MARGIN + share * (WIDTH - 2 * MARGIN);
            y = HEIGHT - MARGIN - (most == 0 ? 0 : values.get(i) / most * (HEIGHT - 2 * MARGIN));
            path.append(String.format(Locale.ROOT, "%s%.1f %.1f", i == 0 ? "M" : "L", x, y));
        }
        return new Sparkline(path.toString(), x, y);
    }
}
