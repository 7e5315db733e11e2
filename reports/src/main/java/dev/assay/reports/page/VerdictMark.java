package dev.assay.reports.page;

import dev.assay.checker.verdict.Verdict;

/**
 * How a verdict looks: a word, a colour (by the style's class of the same name) and a shape, so that
 * nobody needs to tell colours apart.
 *
 * @param outline of the shape, as an SVG path in a square of 24
 * @param sign inside the shape, likewise
 */
public record VerdictMark(String word, String style, String outline, String sign) {

    private static final VerdictMark VALID = new VerdictMark(
            "Valid",
            "valid",
            "M12 1.5a10.5 10.5 0 1 0 0 21a10.5 10.5 0 1 0 0-21z",
            "M7 12.5l3.5 3.5l6.5-7.5");

    private static final VerdictMark INVALID = new VerdictMark(
            "Invalid",
            "invalid",
            "M7.7 1.5h8.6l6.2 6.2v8.6l-6.2 6.2h-8.6l-6.2-6.2v-8.6z",
            "M8 8l8 8M16 8l-8 8");

    private static final VerdictMark UNKNOWN = new VerdictMark(
            "Unknown",
            "unknown",
            "M12 .8l11.2 11.2l-11.2 11.2l-11.2-11.2z",
            "M9.3 9.6a2.8 2.8 0 1 1 4.3 2.4c-1.1.7-1.6 1.2-1.6 2.4M12 17.4v.3");

    /** Of a run that goes on: an arrow in a ring. */
    static final VerdictMark RUNNING = new VerdictMark(
            "Running",
            "running",
            "M12 1.5a10.5 10.5 0 1 0 0 21a10.5 10.5 0 1 0 0-21z",
            "M9.5 7.5l6.5 4.5l-6.500 4.500z");

    /** Of a benchmark without a verifying client. */
    static final VerdictMark UNVERIFIED = new VerdictMark(
            "Unverified",
            "unknown",
            "M12 .8l11.2 11.2l-11.2 11.2l-11.2-11.2z",
            "M7.5 12h9M7.5 15.5h5M7.5 8.5h7");

    /** Of measurements that nothing can be verified of. */
    static final VerdictMark MEASURED = new VerdictMark(
            "Measured", "running", UNVERIFIED.outline, "M7.5 16v-4M12 16v-8M16.5 16v-6");

    static VerdictMark of(Verdict.Word word) {
        return switch (word) {
            case VALID -> VALID;
            case INVALID -> INVALID;
            case UNKNOWN -> UNKNOWN;
        };
    }
}
