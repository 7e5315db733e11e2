package dev.assay.server.command.hashes;

import dev.assay.server.command.Argv;
import dev.assay.server.command.Command;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.command.Texts;
import dev.assay.server.data.Bytes;
import dev.assay.server.data.CommandError;
import dev.assay.server.data.Reply;
import dev.assay.server.type.Numbers;
import dev.assay.server.type.RedisHash;

import java.math.BigDecimal;

/** {@code HINCRBY} and {@code HINCRBYFLOAT}. */
public final class HashIncrements {

    public static final CommandSpec HINCRBY = CommandSpec.write(
                    "hincrby",
                    4,
                    "hash",
                    "Adds a number to the integer in a field; a missing one counts as 0.",
                    HashIncrements::add)
            .fast();

    public static final CommandSpec HINCRBYFLOAT = CommandSpec.write(
                    "hincrbyfloat",
                    4,
                    "hash",
                    "Adds a decimal number to the one in a field; a missing one counts as 0.",
                    HashIncrements::addDecimal)
            .fast();

    private HashIncrements() {}

    private static Command.Write add(Argv argv) {
        Bytes key = argv.at(1);
        Bytes field = argv.at(2);
        long increment = argv.number(3);
        return keys -> {
            RedisHash.Editor hash = RedisHash.edit(keys, key);
            Bytes old = hash.hash().get(field);
            long before = old == null
                    ? 0
                    : old.asLong()
                            .orElseThrow(
                                    () -> new CommandError("ERR hash value is not an integer"));
            long sum = before + increment;
            if (((before ^ sum) & (increment ^ sum)) < 0) {
                throw new CommandError("ERR increment or decrement would overflow");
            }
            hash.put(field, Bytes.of(sum));
            return Reply.of(sum);
        };
    }

    private static Command.Write addDecimal(Argv argv) {
        Bytes key = argv.at(1);
        Bytes field = argv.at(2);
        if (Numbers.parseDecimal(argv.at(3)).isEmpty()
                && Numbers.parseDouble(argv.at(3)).isPresent()) {
            throw new CommandError("ERR value is NaN or Infinity");
        }
        BigDecimal increment = decimal(argv.at(3), Texts.NOT_A_FLOAT);
        return keys -> {
            RedisHash.Editor hash = RedisHash.edit(keys, key);
            Bytes old = hash.hash().get(field);
            BigDecimal before =
                    old == null ? BigDecimal.ZERO : decimal(old, "ERR hash value is not a float");
            Bytes sum = Bytes.of(Numbers.format(before.add(increment)));
            hash.put(field, sum);
            return new Reply.Bulk(sum);
        };
    }

    private static BigDecimal decimal(Bytes bytes, String otherwise) {
        return Numbers.parseDecimal(bytes).orElseThrow(() -> new CommandError(otherwise));
    }
}
