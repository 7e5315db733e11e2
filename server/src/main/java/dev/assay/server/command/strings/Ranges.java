package dev.assay.server.command.strings;

import dev.assay.server.command.Argv;
import dev.assay.server.command.Command;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.command.Slice;
import dev.assay.server.data.Bytes;
import dev.assay.server.data.CommandError;
import dev.assay.server.data.Reply;
import dev.assay.server.store.Value;

import java.util.Arrays;

/** {@code APPEND}, {@code STRLEN}, {@code SETRANGE}, {@code GETRANGE} and its alias SUBSTR. */
public final class Ranges {

    public static final CommandSpec APPEND = CommandSpec.write(
                    "append",
                    3,
                    "string",
                    "Appends to the string value of a key and returns its length.",
                    Ranges::append)
            .fast();

    public static final CommandSpec STRLEN = CommandSpec.read(
                    "strlen",
                    2,
                    "string",
                    "Returns the length of the string value of a key.",
                    argv -> new Command.ReadOne(
                            argv.at(1),
                            value -> Reply.of(StringValues.orEmpty(value).length())))
            .fast();

    public static final CommandSpec SETRANGE = CommandSpec.write(
            "setrange",
            4,
            "string",
            "Overwrites the string value of a key from an offset on; a gap is filled with zeros.",
            Ranges::setRange);

    public static final CommandSpec GETRANGE = CommandSpec.read(
            "getrange",
            4,
            "string",
            "Returns a part of the string value of a key.",
            Ranges::getRange);

    public static final CommandSpec SUBSTR = CommandSpec.read(
            "substr",
            4,
            "string",
            "Returns a part of the string value of a key.",
            Ranges::getRange);

    private Ranges() {}

    private static Command.Write append(Argv argv) {
        Bytes key = argv.at(1);
        Bytes more = argv.at(2);
        return keys -> {
            Value old = keys.get(key);
            Bytes before = StringValues.orEmpty(old);
            StringValues.checkLength((long) before.length() + more.length());
            byte[] joined = Arrays.copyOf(before.array(), before.length() + more.length());
            System.arraycopy(more.array(), 0, joined, before.length(), more.length());
            StringValues.replace(keys, key, old, Bytes.wrap(joined));
            return Reply.of(joined.length);
        };
    }

    private static Command.Write setRange(Argv argv) {
        Bytes key = argv.at(1);
        long offset = argv.number(2);
        Bytes part = argv.at(3);
        if (offset < 0) {
            throw new CommandError("ERR offset is out of range");
        }
        return keys -> {
            Value old = keys.get(key);
            Bytes before = StringValues.orEmpty(old);
            if (part.length() == 0) {
                return Reply.of(before.length());
            }
            StringValues.checkLength(offset > Integer.MAX_VALUE ? offset : offset + part.length());
            int end = (int) offset + part.length();
            byte[] bytes = Arrays.copyOf(before.array(), Math.max(before.length(), end));
            System.arraycopy(part.array(), 0, bytes, (int) offset, part.length());
            StringValues.replace(keys, key, old, Bytes.wrap(bytes));
            return Reply.of(bytes.length);
        };
    }

    private static Command.Read getRange(Argv argv) {
        long start = argv.number(2);
        long end = argv.number(3);
        return new Command.ReadOne(argv.at(1), value -> {
            Bytes bytes = StringValues.orEmpty(value);
            Slice slice = Slice.ofString(start, end, bytes.length());
            return new Reply.Bulk(Bytes.wrap(
                    Arrays.copyOfRange(bytes.array(), (int) slice.from(), (int) slice.to())));
        });
    }
}
