package dev.assay.server.catalog;

import dev.assay.server.command.Argv;
import dev.assay.server.command.Command;
import dev.assay.server.command.CommandTable;
import dev.assay.server.data.Reply;
import dev.assay.server.store.Keyspace;
import dev.assay.server.store.Position;
import dev.assay.server.store.ReadView;
import dev.assay.server.store.Store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Function;

/** A real store whose entries come from the test, each write one of its own; the clock stands. */
public final class StoreKeys implements AutoCloseable {

    public static final long START_MILLIS = 1_000_000;

    private final Store store;
    private long index;
    private long nowMillis = START_MILLIS;

    public StoreKeys(Path directory) {
        try {
            store = Store.open(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        index = store.applied().index();
    }

    public Store store() {
        return store;
    }

    public long nowMillis() {
        return nowMillis;
    }

    public void pass(long millis) {
        nowMillis += millis;
    }

    /** Runs a write under the next index. */
    public Reply entry(Function<Keyspace, Reply> write) {
        index = Math.max(index, 0) + 1;
        Reply[] reply = new Reply[1];
        store.apply(new Position(1, index), nowMillis, keys -> reply[0] = write.apply(keys));
        return reply[0];
    }

    /** Runs a command that needs no connection; a due key ends before a read, as by a tick. */
    public Reply run(CommandTable table, Argv argv) {
        Command command = table.parse(argv);
        if (command instanceof Command.Write write) {
            return entry(write::answer);
        }
        if (command instanceof Command.Read read) {
            entry(keys -> Reply.OK);
            try (ReadView view = store.view(nowMillis)) {
                return read.answer(view);
            }
        }
        if (command instanceof Command.Pure pure) {
            return pure.reply();
        }
        if (command instanceof Command.Rejected rejected) {
            return rejected.error();
        }
        throw new AssertionError(argv + " needs a connection");
    }

    /** As empty as new; the time goes on from the start again only in what it shows. */
    public void clear() {
        entry(keys -> {
            keys.clear();
            return Reply.OK;
        });
    }

    @Override
    public void close() {
        store.close();
    }
}
