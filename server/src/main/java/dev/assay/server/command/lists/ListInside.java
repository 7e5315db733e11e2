package dev.assay.server.command.lists;

import dev.assay.server.command.Argv;
import dev.assay.server.command.Command;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.command.Slice;
import dev.assay.server.command.Texts;
import dev.assay.server.data.Bytes;
import dev.assay.server.data.CommandError;
import dev.assay.server.data.Reply;
import dev.assay.server.type.RedisList;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What concerns a list's inside: {@code LLEN}, {@code LRANGE}, {@code LINDEX}, {@code LSET}, {@code
 * LINSERT}, {@code LREM}, {@code LTRIM}.
 */
public final class ListInside {

    public static final CommandSpec LLEN = CommandSpec.read(
                    "llen",
                    2,
                    "list",
                    "Returns how many elements there are.",
                    argv -> (Command.ReadMany)
                            keys -> Reply.of(RedisList.of(keys, argv.at(1)).size()))
            .fast();

    public static final CommandSpec LRANGE = CommandSpec.read(
            "lrange", 4, "list", "Returns elements from an index to another.", ListInside::range);

    public static final CommandSpec LINDEX = CommandSpec.read(
            "lindex", 3, "list", "Returns the element at an index.", ListInside::index);

    public static final CommandSpec LSET = CommandSpec.write(
            "lset", 4, "list", "Replaces the element at an index.", ListInside::set);

    public static final CommandSpec LINSERT = CommandSpec.write(
            "linsert", 5, "list", "Puts an element before or behind another.", ListInside::insert);

    public static final CommandSpec LREM = CommandSpec.shrink(
            "lrem", 4, "list", "Removes elements that are equal to one.", ListInside::remove);

    public static final CommandSpec LTRIM = CommandSpec.shrink(
            "ltrim", 4, "list", "Keeps only elements from an index to another.", ListInside::trim);

    private ListInside() {}

    private static Command.ReadMany range(Argv argv) {
        Bytes key = argv.at(1);
        long start = argv.number(2);
        long end = argv.number(3);
        return keys -> {
            RedisList list = RedisList.of(keys, key);
            Slice slice = Slice.of(start, end, list.size());
            List<Reply> elements = new ArrayList<>();
            list.forEach(
                    slice.from(),
                    slice.to(),
                    false,
                    (index, element) -> elements.add(new Reply.Bulk(element)));
            return new Reply.Array(elements);
        };
    }

    private static Command.ReadMany index(Argv argv) {
        Bytes key = argv.at(1);
        long wanted = argv.number(2);
        return keys -> {
            RedisList list = RedisList.of(keys, key);
            long index = wanted < 0 ? wanted + list.size() : wanted;
            return index < 0 || index >= list.size()
                    ? Reply.Nil.STRING
                    : new Reply.Bulk(list.get(index));
        };
    }

    private static Command.Write set(Argv argv) {
        Bytes key = argv.at(1);
        long wanted = argv.number(2);
        Bytes element = argv.at(3);
        return keys -> {
            RedisList.Editor list = RedisList.edit(keys, key);
            long size = list.list().size();
            if (size == 0) {
                throw new CommandError(Texts.NO_SUCH_KEY);
            }
            long index = wanted < 0 ? wanted + size : wanted;
            if (index < 0 || index >= size) {
                throw new CommandError(Texts.INDEX_OUT_OF_RANGE);
            }
            list.set(index, element);
            return Reply.OK;
        };
    }

    private static Command.Write insert(Argv argv) {
        Bytes key = argv.at(1);
        boolean behind = argv.at(2).is("after");
        if (!behind && !argv.at(2).is("before")) {
            throw new CommandError(Texts.SYNTAX);
        }
        Bytes pivot = argv.at(3);
        Bytes element = argv.at(4);
        return keys -> {
            RedisList.Editor list = RedisList.edit(keys, key);
            if (list.list().size() == 0) {
                return Reply.ZERO;
            }
            long[] found = {-1};
            list.list().forEach(0, list.list().size(), false, (index, each) -> {
                found[0] = each.equals(pivot) ? index : -1;
                return found[0] < 0;
            });
            if (found[0] < 0) {
                return new Reply.Int(-1);
            }
            list.insert(found[0] + (behind ? 1 : 0), element);
            return Reply.of(list.list().size());
        };
    }

    private static Command.Write remove(Argv argv) {
        Bytes key = argv.at(1);
        long count = argv.number(2);
        Bytes unwanted = argv.at(3);
        // Below zero it counts from the end; the smallest number has no opposite.
        long most = count == 0 ? Long.MAX_VALUE : Math.abs(Math.max(count, -Long.MAX_VALUE));
        return keys -> {
            RedisList.Editor list = RedisList.edit(keys, key);
            List<Long> indexes = new ArrayList<>();
            list.list().forEach(0, list.list().size(), count < 0, (index, element) -> {
                if (element.equals(unwanted)) {
                    indexes.add(index);
                }
                return indexes.size() < most;
            });
            Collections.sort(indexes);
            list.remove(indexes);
            return Reply.of(indexes.size());
        };
    }

    private static Command.Write trim(Argv argv) {
        Bytes key = argv.at(1);
        long start = argv.number(2);
        long end = argv.number(3);
        return keys -> {
            RedisList.Editor list = RedisList.edit(keys, key);
            long size = list.list().size();
            Slice slice = Slice.of(start, end, size);
            if (slice.from() == slice.to()) {
                keys.delete(key);
            } else if (slice.to() - slice.from() < size) {
                list.cut(slice.from(), slice.to());
            }
            return Reply.OK;
        };
    }
}
