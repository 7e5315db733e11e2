package dev.assay.server.command;

import dev.assay.server.data.Bytes;
import dev.assay.server.data.CommandError;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A command as it was sent: its name and its arguments. Immutable. */
public final class Argv {

    private final List<Bytes> words;

    private Argv(List<Bytes> words) {
        if (words.isEmpty()) {
            throw new IllegalArgumentException("a command has at least its name");
        }
        this.words = words;
    }

    /** Takes the list as it is; nobody changes it afterwards. */
    public static Argv of(List<Bytes> words) {
        return new Argv(words);
    }

    public static Argv of(Bytes... words) {
        return new Argv(Arrays.asList(words));
    }

    public static Argv of(String... words) {
        List<Bytes> bytes = new ArrayList<>(words.length);
        for (String word : words) {
            bytes.add(Bytes.of(word));
        }
        return new Argv(bytes);
    }

    /** How many words, with the name. */
    public int size() {
        return words.size();
    }

    /** The word at a place; the name is at 0. */
    public Bytes at(int place) {
        return words.get(place);
    }

    /** The words from a place on, not copied. */
    public List<Bytes> from(int place) {
        return words.subList(place, words.size());
    }

    /**
     * The word at a place as a whole number.
     *
     * @throws CommandError if it is none
     */
    public long number(int place) {
        return words.get(place).asLong().orElseThrow(() -> new CommandError(Texts.NOT_AN_INTEGER));
    }

    /**
     * The word behind a place.
     *
     * @throws CommandError if there is none
     */
    public Bytes after(int place) {
        if (place + 1 >= words.size()) {
            throw new CommandError(Texts.SYNTAX);
        }
        return words.get(place + 1);
    }

    /** The name in lower case, as the table knows it. */
    public String name() {
        return words.get(0).text().toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Argv that && words.equals(that.words);
    }

    @Override
    public int hashCode() {
        return words.hashCode();
    }

    @Override
    public String toString() {
        return words.toString();
    }
}
