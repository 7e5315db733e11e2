package dev.assay.bench.classic;

import dev.assay.bench.generator.Command;
import dev.assay.bench.generator.CommandSource;
import dev.assay.bench.generator.Keys;
import dev.assay.bench.generator.Template;

import org.jspecify.annotations.Nullable;

import java.util.SplittableRandom;

/**
 * One test: the same command again and again.
 *
 * @param title as it is printed
 * @param command with {@code __rand_int__} where random numbers go
 */
public record ClassicTest(String title, Command command) {

    /** @param keys the key space; null leaves {@code __rand_int__} as it is */
    public CommandSource source(@Nullable Keys keys, SplittableRandom random) {
        return keys == null
                ? Template.fixed(title, command)
                : Template.random(title, command, keys, random);
    }
}
