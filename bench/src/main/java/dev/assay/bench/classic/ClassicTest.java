package dev.assay.bench.classic;

import dev.assay.bench.generator.Command;
import dev.assay.bench.generator.CommandSource;
import dev.assay.bench.generator.Keys;
import dev.assay.bench.generator.Template;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * One test: the same command again and again.
 *
 * @param title as it is printed
 * @param command with {@code __rand_int__} where random numbers go, and {@code {tag}} where a
 *     cluster's keys are told apart
 */
public record ClassicTest(String title, Command command) {

    /** Where a cluster's keys get the tag that names their slot. */
    static final String TAG = "{tag}";

    /** Whether its key says where in a cluster it lives. */
    public boolean tagged() {
        return Arrays.stream(command.words()).anyMatch(word -> text(word).contains(TAG));
    }

    /** The same test with keys of one tag: in a cluster, of one master. */
    public ClassicTest with(String tag) {
        return new ClassicTest(
                title,
                command.inline()
                        ? command
                        : Command.of(
                                command.kind(),
                                Arrays.stream(command.words())
                                        .map(word -> text(word)
                                                .replace(TAG, "{" + tag + "}")
                                                .getBytes(StandardCharsets.ISO_8859_1))
                                        .toArray(byte[][]::new)));
    }

    /** As many characters as bytes, whatever they are. */
    private static String text(byte[] word) {
        return new String(word, StandardCharsets.ISO_8859_1);
    }

    /** @param keys the key space; null leaves {@code __rand_int__} as it is */
    public CommandSource source(@Nullable Keys keys, SplittableRandom random) {
        return keys == null
                ? Template.fixed(title, command)
                : Template.random(title, command, keys, random);
    }
}
