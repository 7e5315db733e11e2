package dev.assay.reports.svg;

import java.util.ArrayList;
import java.util.List;

/** What charts have in common: title above, conditions below, axes and grid around the plot. */
final class Frame {

    static final int WIDTH = 860;
    static final int LEFT = 84;
    static final int RIGHT = 22;

    /** About the width of a character of 12 pixels. */
    static final double CHARACTER = 6.7;

    private static final int TITLE = 30;
    private static final int LINE = 18;

    final Drawing drawing;
    final double top;
    final double bottom;
    private final List<String> conditions;

    Frame(String title, String conditions, int plotHeight, int legendRows, int foot) {
        this.conditions = wrapped(conditions);
        this.top = TITLE + legendRows * 20.0 + 14;
        this.bottom = top + plotHeight;
        int height = (int) bottom + foot + this.conditions.size() * LINE + 10;
        this.drawing = new Drawing(WIDTH, height, title);
        drawing.text(LEFT - 68, 20, "start", "title", title);
        for (int i = 0; i < this.conditions.size(); i++) {
            drawing.text(
                    LEFT - 68, bottom + foot + 14 + i * LINE, "start", "", this.conditions.get(i));
        }
    }

    private static List<String> wrapped(String text) {
        int room = (int) ((WIDTH - 40) / CHARACTER);
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (line.length() + word.length() + 1 > room && !line.isEmpty()) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        if (!line.isEmpty()) {
            lines.add(line.toString());
        }
        return lines;
    }

    void xAxis(Axis axis, Scale scale) {
        for (double tick : scale.ticks()) {
            double x = scale.place(tick);
            drawing.line(x, top, x, bottom, "grid");
            drawing.text(x, bottom + 17, "middle", "", axis.unit().format(tick));
        }
        drawing.text((LEFT + WIDTH - RIGHT) / 2.0, bottom + 36, "middle", "", axis.label());
    }

    void yAxis(Axis axis, Scale scale) {
        for (double tick : scale.ticks()) {
            double y = scale.place(tick);
            drawing.line(LEFT, y, WIDTH - RIGHT, y, "grid");
            drawing.text(LEFT - 8, y + 4, "end", "", axis.unit().format(tick));
        }
        drawing.add(
                "<text transform=\"translate(%d %.1f) rotate(-90)\" text-anchor=\"middle\">",
                12, (top + bottom) / 2);
        drawing.escape(axis.label()).add("</text>");
    }
}
