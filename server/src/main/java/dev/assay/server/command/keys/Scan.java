package dev.assay.server.command.keys;

import dev.assay.server.command.Argv;
import dev.assay.server.command.Command;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.command.KeyPositions;
import dev.assay.server.command.ScanOptions;
import dev.assay.server.data.Reply;
import dev.assay.server.store.Places;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code SCAN cursor [MATCH pattern] [COUNT count] [TYPE type]}. The cursor says from which hash of
 * keys to go on, which means the same on every node and after a restart.
 */
public final class Scan {

    public static final CommandSpec SPEC = CommandSpec.read(
                    "scan", -2, "generic", "Returns some keys and where to go on.", Scan::parse)
            .keyed(KeyPositions.NONE);

    private Scan() {}

    private static Command parse(Argv argv) {
        ScanOptions options = ScanOptions.parse(argv, 1, true);
        if (options.isPastHashes()) {
            // Still a read, for where there are several groups the cursor says which, and only then
            // where to go on.
            return (Command.ReadMany) keys -> options.end();
        }
        return (Command.ReadMany) keys -> {
            List<Reply> found = new ArrayList<>();
            ScanOptions.Progress progress = options.byHash();
            keys.keys((int) options.cursor(), (key, header) -> {
                if (!progress.passes(Places.hash(key))) {
                    return false;
                }
                if (options.wants(key, header.type())) {
                    found.add(new Reply.Bulk(key));
                }
                return true;
            });
            return options.reply(progress.cursor(), found);
        };
    }
}
