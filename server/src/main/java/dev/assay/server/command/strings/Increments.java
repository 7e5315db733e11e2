package dev.assay.server.command.strings;

import dev.assay.server.command.Argv;
import dev.assay.server.command.Command;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.command.Texts;
import dev.assay.server.data.Bytes;
import dev.assay.server.data.CommandError;
import dev.assay.server.data.Reply;
import dev.assay.server.store.Value;
import dev.assay.server.type.Numbers;

import java.math.BigDecimal;

/** {@code INCR}, {@code DECR}, {@code INCRBY}, {@code DECRBY}, {@code INCRBYFLOAT}. */
public final class Increments {

    public static final CommandSpec INCR = CommandSpec.write(
                    "incr",
                    2,
                    "string",
                    "Adds one to the integer value of a key; a missing key counts as 0.",
                    argv -> add(argv.at(1), 1))
            .fast();

    public static final CommandSpec DECR = CommandSpec.write(
                    "decr",
                    2,
                    "string",
                    "Takes one from the integer value of a key; a missing key counts as 0.",
                    argv -> add(argv.at(1), -1))
            .fast();

    public static final CommandSpec INCRBY = CommandSpec.write(
                    "incrby",
                    3,
                    "string",
                    "Adds a number to the integer value of a key; a missing key counts as 0.",
                    argv -> add(argv.at(1), argv.number(2)))
            .fast();

    public static final CommandSpec DECRBY = CommandSpec.write(
                    "decrby",
                    3,
                    "string",
                    "Takes a number from the integer value of a key; a missing key counts as 0.",
                    argv -> subtract(argv.at(1), argv.number(2)))
            .fast();

    public static final CommandSpec INCRBYFLOAT = CommandSpec.write(
                    "incrbyfloat",
                    3,
                    "string",
                    "Adds a decimal number to the value of a key; a missing key counts as 0.",
                    Increments::addDecimal)
            .fast();

    private Increments() {}

    private static Command.Write subtract(Bytes key, long number) {
        if (number == Long.MIN_VALUE) {
            throw new CommandError("ERR decrement would overflow");
        }
        return add(key, -number);
    }

    private static Command.Write add(Bytes key, long increment) {
        return keys -> {
            Value old = keys.get(key);
            Bytes bytes = StringValues.of(old);
            long before = bytes == null
                    ? 0
                    : bytes.asLong().orElseThrow(() -> new CommandError(Texts.NOT_AN_INTEGER));
            long sum = before + increment;
            if (((before ^ sum) & (increment ^ sum)) < 0) {
                throw new CommandError("ERR increment or decrement would overflow");
            }
            StringValues.replace(keys, key, old, Bytes.of(sum));
            return Reply.of(sum);
        };
    }

    private static Command.Write addDecimal(Argv argv) {
        Bytes key = argv.at(1);
        BigDecimal increment = increment(argv.at(2));
        return keys -> {
            Value old = keys.get(key);
            Bytes bytes = StringValues.of(old);
            BigDecimal before = bytes == null ? BigDecimal.ZERO : decimal(bytes);
            Bytes sum = Bytes.of(Numbers.format(before.add(increment)));
            StringValues.replace(keys, key, old, sum);
            return new Reply.Bulk(sum);
        };
    }

    private static BigDecimal increment(Bytes bytes) {
        if (Numbers.parseDecimal(bytes).isEmpty() && Numbers.parseDouble(bytes).isPresent()) {
            throw new CommandError("ERR increment would produce NaN or Infinity");
        }
        return decimal(bytes);
    }

    private static BigDecimal decimal(Bytes bytes) {
        return Numbers.parseDecimal(bytes).orElseThrow(() -> new CommandError(Texts.NOT_A_FLOAT));
    }
}
