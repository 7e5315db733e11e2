package dev.assay.server.command.keys;

import dev.assay.server.command.Argv;
import dev.assay.server.command.Command;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.command.Glob;
import dev.assay.server.command.KeyPositions;
import dev.assay.server.data.Bytes;
import dev.assay.server.data.Reply;
import dev.assay.server.store.KeyReader;

import java.util.ArrayList;
import java.util.List;

/** {@code KEYS pattern}, {@code RANDOMKEY}, {@code DBSIZE}. */
public final class Keys {

    public static final CommandSpec KEYS = CommandSpec.read(
                    "keys", 2, "generic", "Returns all keys that match a pattern.", Keys::matching)
            .keyed(KeyPositions.NONE);

    public static final CommandSpec RANDOMKEY = CommandSpec.read(
                    "randomkey", 1, "generic", "Returns a key by chance.", argv ->
                            (Command.ReadMany) Keys::any)
            .keyed(KeyPositions.NONE);

    public static final CommandSpec DBSIZE = CommandSpec.read(
                    "dbsize", 1, "server", "Returns how many keys there are.", argv ->
                            (Command.ReadMany) keys -> Reply.of(keys.size()))
            .fast()
            .keyed(KeyPositions.NONE);

    /** Among so many keys behind a place by chance, one is picked by chance. */
    private static final int CANDIDATES = 16;

    private Keys() {}

    private static Command.ReadMany matching(Argv argv) {
        Glob pattern = Glob.of(argv.at(1));
        return keys -> {
            List<Reply> found = new ArrayList<>();
            keys.keys(0, (key, header) -> {
                if (pattern.matches(key)) {
                    found.add(new Reply.Bulk(key));
                }
                return true;
            });
            return new Reply.Array(found);
        };
    }

    private static Reply any(KeyReader keys) {
        List<Bytes> candidates = new ArrayList<>();
        collect(keys, (int) keys.chance().next(), candidates);
        if (candidates.size() < CANDIDATES) {
            // Past the end: round to the beginning.
            collect(keys, 0, candidates);
        }
        return candidates.isEmpty()
                ? Reply.Nil.STRING
                : new Reply.Bulk(candidates.get((int) keys.chance().below(candidates.size())));
    }

    private static void collect(KeyReader keys, int fromHash, List<Bytes> candidates) {
        keys.keys(fromHash, (key, header) -> {
            candidates.add(key);
            return candidates.size() < CANDIDATES;
        });
    }
}
