package dev.assay.server.catalog;

import dev.assay.server.command.Argv;
import dev.assay.server.data.Bytes;
import dev.assay.server.data.Reply;

import org.junit.jupiter.params.provider.Arguments;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tables of cases beside this class: commands in a row, an arrow, and what the last one answers
 * in RESP2, as Redis 7.0.15 did. {@code (1)} is a number, {@code "a"} a string, {@code nil} and
 * {@code nil*} are missing strings and arrays, {@code !} begins an error; {@code ~} before a row
 * means that the order of its answer does not matter.
 */
public final class Cases {

    private static final String ARROW = " -> ";

    private Cases() {}

    /**
     * A row of a table.
     *
     * @param anyOrder whether the elements of the answer may come in any order
     */
    public record Case(List<Argv> commands, String answer, boolean anyOrder) {

        /** Whether a reply is the expected one, as text. */
        public String textOf(Reply reply) {
            return text(reply, anyOrder);
        }
    }

    /** All rows of a table, each under its text. */
    public static Stream<Arguments> of(String table) {
        List<Arguments> rows = new ArrayList<>();
        try (InputStream in =
                        Objects.requireNonNull(Cases.class.getResourceAsStream(table + ".cases"));
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .forEach(line -> rows.add(Arguments.argumentSet(line, parse(line))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows.stream();
    }

    private static Case parse(String line) {
        int arrow = line.lastIndexOf(ARROW);
        boolean anyOrder = line.startsWith("~ ");
        List<Argv> commands = new ArrayList<>();
        for (String command : line.substring(anyOrder ? 2 : 0, arrow).split("; ")) {
            commands.add(Argv.of(words(command)));
        }
        return new Case(commands, line.substring(arrow + ARROW.length()), anyOrder);
    }

    /** Blanks part words, quotes keep them together, a backslash takes the next as it is. */
    private static List<Bytes> words(String command) {
        List<Bytes> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        boolean quoted = false;
        for (int i = 0; i < command.length(); i++) {
            char c = command.charAt(i);
            if (c == ' ' && !quoted) {
                if (inWord) {
                    words.add(Bytes.of(word.toString()));
                }
                word.setLength(0);
                inWord = false;
                continue;
            }
            inWord = true;
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '\\') {
                i++;
                word.append(command.charAt(i));
            } else {
                word.append(c);
            }
        }
        if (inWord) {
            words.add(Bytes.of(word.toString()));
        }
        return words;
    }

    static String text(Reply reply, boolean anyOrder) {
        if (reply instanceof Reply.Status status) {
            return status.text();
        } else if (reply instanceof Reply.Error error) {
            return "!" + error.text();
        } else if (reply instanceof Reply.Int number) {
            return "(" + number.value() + ")";
        } else if (reply instanceof Reply.Bulk bulk) {
            return quoted(bulk.bytes().array());
        } else if (reply instanceof Reply.Decimal decimal) {
            return "\"" + decimal.text() + "\"";
        } else if (reply instanceof Reply.Nil nil) {
            return nil == Reply.Nil.ARRAY ? "nil*" : "nil";
        } else if (reply instanceof Reply.Array array) {
            return text(array.items(), anyOrder);
        } else if (reply instanceof Reply.Members members) {
            return text(members.items(), anyOrder);
        } else if (reply instanceof Reply.Pairs pairs) {
            return text(flat(pairs.pairs()), anyOrder);
        } else if (reply instanceof Reply.Twos twos) {
            return text(flat(twos.pairs()), anyOrder);
        }
        throw new AssertionError("no text for " + reply);
    }

    private static List<Reply> flat(List<Reply.Pair> pairs) {
        List<Reply> flat = new ArrayList<>();
        pairs.forEach(pair -> {
            flat.add(pair.key());
            flat.add(pair.value());
        });
        return flat;
    }

    private static String text(List<Reply> items, boolean anyOrder) {
        Stream<String> texts = items.stream().map(item -> text(item, false));
        return (anyOrder ? texts.sorted() : texts).collect(Collectors.joining(" ", "[", "]"));
    }

    static String quoted(byte[] bytes) {
        StringBuilder text = new StringBuilder("\"");
        for (byte b : bytes) {
            if (b >= ' ' && b < 127 && b != '"' && b != '\\') {
                text.append((char) b);
            } else {
                text.append(String.format("\\x%02x", b));
            }
        }
        return text.append('"').toString();
    }
}
