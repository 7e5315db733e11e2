package dev.assay.reports.svg;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An SVG that is being written: escapes what it is given, and knows the shapes of the series. */
final class Drawing {

    /** Series beyond this share a look with one before. */
    static final int LOOKS = 7;

    /** Steps of the heat scale. */
    static final int HEAT_STEPS = 12;

    /** Names and values; a page and a file in a browser may be dark, other programs show the first. */
    private static final Map<String, String> LIGHT = palette(
            "t #17202a, s #56616e, l #dde2e8, g #ffffff, b #fdf1d8, bt #6b4400, c0 #0067a5, c1 #c8500a,"
                    + " c2 #00694b, c3 #a3236f, c4 #7a5600, c5 #6b3fa0, c6 #5c6470",
            new int[][] {{226, 239, 248}, {0, 103, 165}, {3, 36, 66}});

    private static final Map<String, String> DARK = palette(
            "t #e4e9ef, s #a0acb9, l #2b3540, g #171e26, b #35290f, bt #f0cf8e, c0 #5cb8f2, c1 #ff9a52,"
                    + " c2 #4fd1a1, c3 #f18bc4, c4 #f0c258, c5 #c4a3f0, c6 #a7b0bc",
            new int[][] {{23, 48, 70}, {92, 184, 242}, {232, 246, 255}});

    private static final Pattern VARIABLE = Pattern.compile("var\\(--([a-z0-9]+)\\)");

    private static final String RULES = "svg.assay{background:var(--g);max-width:100%;height:auto}"
            + "svg.assay text{font:12px system-ui,-apple-system,'Segoe UI',"
            + "Roboto,'Noto Sans',sans-serif;fill:var(--s)}"
            + "svg.assay .title{font-size:15px;font-weight:650;fill:var(--t)}"
            + "svg.assay .strong{fill:var(--t);font-weight:600}"
            + "svg.assay .grid{stroke:var(--l);fill:none}svg.assay .band{fill:var(--b)}"
            + "svg.assay .band-name{fill:var(--bt);font-weight:600}"
            + "svg.assay .line{fill:none;stroke-width:2;stroke-linejoin:round}"
            + "svg.assay .spread{fill:none;stroke-width:1.5}svg.assay .bar{stroke-width:1.5}"
            + looks();

    private final StringBuilder text = new StringBuilder(16_384);

    Drawing(int width, int height, String title) {
        text.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"assay\" viewBox=\"0 0 %d %d\""
                        + " width=\"%d\" height=\"%d\" role=\"img\" aria-label=\"%s\">",
                width,
                height,
                width,
                height,
                escaped(title)));
    }

    private static Map<String, String> palette(String names, int[][] heat) {
        Map<String, String> palette = new LinkedHashMap<>();
        for (String pair : names.split(",")) {
            String[] parts = pair.strip().split(" ");
            palette.put(parts[0], parts[1]);
        }
        for (int step = 0; step < HEAT_STEPS; step++) {
            double place = Math.min(1.999, 2.0 * step / (HEAT_STEPS - 1));
            int[] from = heat[(int) place];
            int[] to = heat[(int) place + 1];
            double part = place - (int) place;
            palette.put(
                    "h" + step,
                    String.format(
                            Locale.ROOT,
                            "#%02x%02x%02x",
                            Math.round(from[0] + (to[0] - from[0]) * part),
                            Math.round(from[1] + (to[1] - from[1]) * part),
                            Math.round(from[2] + (to[2] - from[2]) * part)));
        }
        return palette;
    }

    private static String variables(Map<String, String> palette) {
        return palette.entrySet().stream()
                .map(entry -> "--" + entry.getKey() + ":" + entry.getValue())
                .collect(Collectors.joining(";", "svg.assay{", "}"));
    }

    private static String looks() {
        String[] dashes = {"none", "7 3", "2 3", "9 3 2 3", "none", "5 2", "1 4"};
        StringBuilder rules = new StringBuilder();
        for (int i = 0; i < LOOKS; i++) {
            rules.append(("svg.assay .sI{stroke:var(--cI);fill:var(--cI)}"
                            + "svg.assay .line.sI{stroke-dasharray:" + dashes[i] + ";fill:none}"
                            + "svg.assay .spread.sI{fill:none}svg.assay .bar.sI{fill-opacity:.3}")
                    .replace("I", String.valueOf(i)));
        }
        for (int i = 0; i < HEAT_STEPS; i++) {
            rules.append("svg.assay .hI{fill:var(--hI)}".replace("I", String.valueOf(i)));
        }
        return rules.toString();
    }

    /** The rules that the drawings of a page share. */
    static String style() {
        return variables(LIGHT)
                + "@media (prefers-color-scheme:dark){" + variables(DARK) + "}"
                + "@media print{" + variables(LIGHT) + "}"
                + RULES;
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** Markup of our own, with numbers in it as {@link String#format} writes them. */
    Drawing add(String format, Object... numbers) {
        text.append(String.format(Locale.ROOT, format, numbers));
        return this;
    }

    Drawing text(double x, double y, String anchor, String style, String words) {
        return add(
                        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" class=\"%s\">",
                        x, y, anchor, style)
                .escape(words)
                .add("</text>");
    }

    Drawing line(double x1, double y1, double x2, double y2, String style) {
        return add(
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" class=\"%s\"/>",
                x1, y1, x2, y2, style);
    }

    /** Shape and colour of a series at a place; the words appear when the pointer rests on it. */
    Drawing shape(int series, double x, double y, String words) {
        String path = switch (series % LOOKS) {
            case 0 -> "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z";
            case 1 -> "M-3.6-3.6h7.2v7.2h-7.2z";
            case 2 -> "M0-4.8L4.6 3.6H-4.6z";
            case 3 -> "M0-5L5 0L0 5L-5 0z";
            case 4 -> "M0 4.800L4.600-3.600H-4.600z";
            case 5 -> "M-1.500-4.500h3v3h3v3h-3v3h-3v-3h-3v-3h3z";
            default -> "M-4.200-2.400L0-4.800L4.200-2.400V2.400L0 4.800L-4.200 2.400z";
        };
        add(
                "<path class=\"s%d\" d=\"%s\" transform=\"translate(%.1f %.1f)\">",
                series % LOOKS, path, x, y);
        if (!words.isEmpty()) {
            add("<title>").escape(words).add("</title>");
        }
        return add("</path>");
    }

    Drawing escape(String words) {
        text.append(escaped(words));
        return this;
    }

    /** For a page, which has the {@link #style} itself. */
    String inline() {
        return text + "</svg>";
    }

    /** For a file of its own, which programs without variables in their styles show as well. */
    String alone() {
        int head = text.indexOf(">") + 1;
        String rules = VARIABLE.matcher(RULES)
                .replaceAll(variable -> LIGHT.getOrDefault(variable.group(1), "none"));
        return text.substring(0, head) + "<style>" + rules + "</style>"
                + "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>"
                + text.substring(head) + "</svg>\n";
    }
}
