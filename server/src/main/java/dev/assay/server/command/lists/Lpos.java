package dev.assay.server.command.lists;

import dev.assay.server.command.Argv;
import dev.assay.server.command.Command;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.command.Texts;
import dev.assay.server.data.Bytes;
import dev.assay.server.data.CommandError;
import dev.assay.server.data.Reply;
import dev.assay.server.type.RedisList;

import java.util.ArrayList;
import java.util.List;

/** {@code LPOS key element [RANK rank] [COUNT count] [MAXLEN length]}. */
public final class Lpos {

    public static final CommandSpec SPEC = CommandSpec.read(
            "lpos", -3, "list", "Returns the indexes of elements equal to one.", Lpos::parse);

    private static final long NO_COUNT = -1;

    private Lpos() {}

    private static Command.ReadMany parse(Argv argv) {
        Bytes key = argv.at(1);
        Bytes wanted = argv.at(2);
        long rank = 1;
        long count = NO_COUNT;
        long length = 0;
        for (int place = 3; place < argv.size(); place += 2) {
            Bytes word = argv.at(place);
            argv.after(place);
            if (word.is("rank")) {
                rank = rank(argv.number(place + 1));
            } else if (word.is("count")) {
                count = notNegative(argv.at(place + 1), "ERR COUNT can't be negative");
            } else if (word.is("maxlen")) {
                length = notNegative(argv.at(place + 1), "ERR MAXLEN can't be negative");
            } else {
                throw new CommandError(Texts.SYNTAX);
            }
        }
        return reading(key, wanted, rank, count, length);
    }

    private static long rank(long rank) {
        if (rank == Long.MIN_VALUE) {
            throw new CommandError("ERR value is out of range");
        }
        if (rank == 0) {
            throw new CommandError("ERR RANK can't be zero: use 1 to start from the first match,"
                    + " 2 from the second ... or use negative to start from the end of the list");
        }
        return rank;
    }

    private static long notNegative(Bytes word, String otherwise) {
        long number = word.asLong().orElse(-1);
        if (number < 0) {
            throw new CommandError(otherwise);
        }
        return number;
    }

    private static Command.ReadMany reading(
            Bytes key, Bytes wanted, long rank, long count, long length) {
        boolean backwards = rank < 0;
        long most = count == NO_COUNT ? 1 : count == 0 ? Long.MAX_VALUE : count;
        return keys -> {
            RedisList list = RedisList.of(keys, key);
            long size = list.size();
            long looked = length == 0 ? size : Math.min(length, size);
            List<Reply> found = new ArrayList<>();
            long[] matches = {0};
            list.forEach(
                    backwards ? size - looked : 0,
                    backwards ? size : looked,
                    backwards,
                    (index, element) -> {
                        if (element.equals(wanted)) {
                            matches[0]++;
                            if (matches[0] >= Math.abs(rank)) {
                                found.add(Reply.of(index));
                            }
                        }
                        return found.size() < most;
                    });
            if (count != NO_COUNT) {
                return new Reply.Array(found);
            }
            return found.isEmpty() ? Reply.Nil.STRING : found.get(0);
        };
    }
}
