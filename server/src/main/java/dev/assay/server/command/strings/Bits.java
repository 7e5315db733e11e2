package dev.assay.server.command.strings;

import dev.assay.server.command.Argv;
import dev.assay.server.command.Command;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.command.Slice;
import dev.assay.server.command.Texts;
import dev.assay.server.data.Bytes;
import dev.assay.server.data.CommandError;
import dev.assay.server.data.Reply;
import dev.assay.server.store.Value;

import java.util.Arrays;

/** {@code SETBIT}, {@code GETBIT}, {@code BITCOUNT [start end [BYTE | BIT]]}. */
public final class Bits {

    public static final CommandSpec SETBIT = CommandSpec.write(
            "setbit", 4, "bitmap", "Sets a bit of a string and returns what it was.", Bits::set);

    public static final CommandSpec GETBIT = CommandSpec.read(
                    "getbit", 3, "bitmap", "Returns a bit of a string.", Bits::get)
            .fast();

    public static final CommandSpec BITCOUNT = CommandSpec.read(
            "bitcount", -2, "bitmap", "Counts the bits of a string that are set.", Bits::count);

    private static final String BAD_OFFSET = "ERR bit offset is not an integer or out of range";

    private Bits() {}

    private static long offset(Argv argv) {
        long offset = argv.at(2).asLong().orElse(-1);
        if (offset < 0 || offset / Byte.SIZE >= StringValues.BYTES_MAX) {
            throw new CommandError(BAD_OFFSET);
        }
        return offset;
    }

    /** The first bit is a byte's highest. */
    private static int mask(long offset) {
        return 0x80 >> (offset % Byte.SIZE);
    }

    private static Command.Write set(Argv argv) {
        Bytes key = argv.at(1);
        long offset = offset(argv);
        boolean on = argv.at(3).is("1");
        if (!on && !argv.at(3).is("0")) {
            throw new CommandError("ERR bit is not an integer or out of range");
        }
        return keys -> {
            Value old = keys.get(key);
            Bytes before = StringValues.orEmpty(old);
            int place = (int) (offset / Byte.SIZE);
            byte[] bytes = Arrays.copyOf(before.array(), Math.max(before.length(), place + 1));
            boolean was = (bytes[place] & mask(offset)) != 0;
            bytes[place] = (byte) (on ? bytes[place] | mask(offset) : bytes[place] & ~mask(offset));
            if (was != on || bytes.length != before.length()) {
                StringValues.replace(keys, key, old, Bytes.wrap(bytes));
            }
            return Reply.of(was);
        };
    }

    private static Command.Read get(Argv argv) {
        long offset = offset(argv);
        return new Command.ReadOne(argv.at(1), value -> {
            byte[] bytes = StringValues.orEmpty(value).array();
            int place = (int) (offset / Byte.SIZE);
            return Reply.of(place < bytes.length && (bytes[place] & mask(offset)) != 0);
        });
    }

    private static Command.Read count(Argv argv) {
        if (argv.size() == 2) {
            return new Command.ReadOne(
                    argv.at(1),
                    value -> Reply.of(
                            count(StringValues.orEmpty(value).array(), 0, Long.MAX_VALUE)));
        }
        boolean bits = argv.size() == 5 && argv.at(4).is("bit");
        if (argv.size() == 3
                || argv.size() > 5
                || (argv.size() == 5 && !bits && !argv.at(4).is("byte"))) {
            throw new CommandError(Texts.SYNTAX);
        }
        long start = argv.number(2);
        long end = argv.number(3);
        return new Command.ReadOne(argv.at(1), value -> {
            byte[] bytes = StringValues.orEmpty(value).array();
            int unit = bits ? 1 : Byte.SIZE;
            Slice slice = Slice.ofString(start, end, (long) bytes.length * Byte.SIZE / unit);
            return Reply.of(count(bytes, slice.from() * unit, slice.to() * unit));
        });
    }

    private static long count(byte[] bytes, long fromBit, long toBit) {
        long end = Math.min(toBit, (long) bytes.length * Byte.SIZE);
        long count = 0;
        long bit = fromBit;
        while (bit < end) {
            int place = (int) (bit / Byte.SIZE);
            if (bit % Byte.SIZE == 0 && end - bit >= Byte.SIZE) {
                count += Integer.bitCount(bytes[place] & 0xFF);
                bit += Byte.SIZE;
            } else {
                count += (bytes[place] & mask(bit)) != 0 ? 1 : 0;
                bit++;
            }
        }
        return count;
    }
}
