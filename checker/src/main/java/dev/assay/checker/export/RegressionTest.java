package dev.assay.checker.export;

import dev.assay.checker.evidence.Wording;
import dev.assay.checker.format.JsonlWriter;
import dev.assay.checker.history.Event;
import dev.assay.checker.history.Events;
import dev.assay.checker.history.Operation;
import dev.assay.checker.verdict.Counterexample;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A counterexample as the source of a JUnit test, with the failing part in it: to go into the
 * project whose model, recorder or checker it is about, where it has to stay invalid.
 */
public final class RegressionTest {

    /** A line of a comment; a longer sentence goes on in the next. */
    private static final int COMMENT_CHARS_MAX = 94;

    /** A constant has at most 65,535 bytes, and an escape takes up to six. */
    private static final int HISTORY_CHARS_MAX = 60_000;

    private RegressionTest() {}

    /**
     * A whole file of Java 17, in ASCII, for JUnit 5 or newer.
     *
     * @param className a name that {@link #className} would give
     * @param model as {@code Models.of} takes it: {@code NAME[:INITIAL]}
     * @throws IllegalArgumentException if the failing part is too long for a Java constant
     */
    public static String of(Counterexample evidence, String className, String model) {
        return """
                import static org.junit.jupiter.api.Assertions.assertEquals;

                import dev.assay.checker.Budget;
                import dev.assay.checker.Linearizability;
                import dev.assay.checker.format.HistoryFiles;
                import dev.assay.checker.format.HistoryFormat;
                import dev.assay.checker.history.History;
                import dev.assay.checker.model.Models;
                import dev.assay.checker.verdict.CheckResult;
                import dev.assay.checker.verdict.Verdict;

                import org.junit.jupiter.api.Test;

                /**
                %s
                 */
                class %s {

                    /** The shortest failing part of what was recorded. */
                    private static final String HISTORY = \"""
                %s
                            \""";

                    @Test
                    void isNotLinearizable() throws Exception {
                        History history = HistoryFiles.parse(HISTORY, HistoryFormat.JSONL);

                        CheckResult result =
                                Linearizability.check(history, Models.of("%s"), Budget.DEFAULT);

                        assertEquals(
                                Verdict.Word.INVALID, result.verdict().word(), result::toString);
                    }
                }
                """.formatted(
                        comment(evidence.explanation()),
                        className,
                        history(evidence.failing()),
                        literal(model));
    }

    /** A class name made of a file's name: {@code run-7/history.jsonl} gives {@code HistoryTest}. */
    public static String className(String fileName) {
        int dot = fileName.indexOf('.', 1);
        StringBuilder name = new StringBuilder();
        for (String word :
                (dot < 0 ? fileName : fileName.substring(0, dot)).split("[^A-Za-z0-9]+")) {
            if (!word.isEmpty()) {
                name.append(word.substring(0, 1).toUpperCase(Locale.ROOT))
                        .append(word.substring(1));
            }
        }
        boolean startsRight = name.length() > 0 && Character.isLetter(name.charAt(0));
        String whole = (startsRight ? "" : "History") + name;
        return whole.endsWith("Test") ? whole : whole + "Test";
    }

    private static String comment(String sentence) {
        // A backslash would begin an escape, a star and a slash would end the comment.
        String harmless = ascii(Wording.visible(sentence))
                .replace("\\", "&#92;")
                .replace("*/", "*&#47;")
                .replace("@", "&#64;")
                .replace("<", "&lt;");
        StringBuilder lines = new StringBuilder();
        int length = 0;
        for (String word : harmless.split(" ")) {
            if (length == 0 || length + 1 + word.length() > COMMENT_CHARS_MAX) {
                lines.append(length == 0 ? " *" : "\n *");
                length = 0;
            }
            lines.append(' ').append(word);
            length += 1 + word.length();
        }
        return lines + (sentence.endsWith(".") ? "" : ".");
    }

    private static String history(List<Operation> operations) {
        StringWriter text = new StringWriter();
        try (JsonlWriter writer = new JsonlWriter(text)) {
            for (Event event : Events.of(operations)) {
                writer.write(event);
            }
        } catch (IOException e) {
            throw new IllegalStateException("a string cannot fail to be written", e);
        }
        if (text.getBuffer().length() > HISTORY_CHARS_MAX) {
            throw new IllegalArgumentException("the failing part has "
                    + text.getBuffer().length() + " characters: a Java constant of more than "
                    + HISTORY_CHARS_MAX + " may not compile");
        }
        return text.toString()
                .lines()
                .map(line -> "            "
                        + ascii(line).replace("\\", "\\\\").replace("\"\"\"", "\\\"\\\"\\\""))
                .collect(Collectors.joining("\n"));
    }

    /** The inside of a string literal. */
    private static String literal(String text) {
        StringBuilder literal = new StringBuilder(text.length());
        for (char c : text.toCharArray()) {
            if (c < ' ') {
                // Octal: a Unicode escape of a line end would be one before there is a literal.
                literal.append(String.format(Locale.ROOT, "\\%03o", (int) c));
            } else {
                literal.append(c == '"' || c == '\\' ? "\\" : "").append(c);
            }
        }
        return ascii(literal.toString());
    }

    /** With JSON's and Java's escape for what is not, so that no compiler's encoding matters. */
    private static String ascii(String text) {
        StringBuilder ascii = new StringBuilder(text.length());
        for (char c : text.toCharArray()) {
            if (c < 0x7f) {
                ascii.append(c);
            } else {
                ascii.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            }
        }
        return ascii.toString();
    }
}
