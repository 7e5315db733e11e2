package dev.assay.reports.text;

import dev.assay.reports.summary.Figures;

/**
 * Text from a run, made fit to be looked at: nothing in it is invisible, reorders its neighbours or
 * fills the page. Markup is the template's business, which escapes it.
 */
public final class VisibleText {

    private VisibleText() {}

    /** One line: every control character is written as an escape. */
    public static String line(String text, int limit) {
        return cut(text, limit, false);
    }

    /** Several lines: line ends and tabs stay. */
    public static String block(String text, int limit) {
        return cut(text, limit, true);
    }

    private static String cut(String text, int limit, boolean keepLines) {
        StringBuilder visible = new StringBuilder(Math.min(text.length(), limit) + 16);
        int i = 0;
        while (i < text.length() && i < limit) {
            int c = text.codePointAt(i);
            if (keepLines && (c == '\n' || c == '\t')) {
                visible.appendCodePoint(c);
            } else if (isVisible(c)) {
                visible.appendCodePoint(c);
            } else {
                visible.append(c > 0xffff ? "\\u{%x}".formatted(c) : "\\u%04x".formatted(c));
            }
            i += Character.charCount(c);
        }
        if (i < text.length()) {
            visible.append("… (").append(Figures.count(text.length())).append(" characters)");
        }
        return visible.toString();
    }

    /** Not: controls, halves of surrogate pairs, marks that change the direction, unassigned ones. */
    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
