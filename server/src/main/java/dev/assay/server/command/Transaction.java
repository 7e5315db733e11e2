package dev.assay.server.command;

import dev.assay.server.data.Bytes;
import dev.assay.server.data.Reply;
import dev.assay.server.raft.Operation;
import dev.assay.server.store.Keyspace;
import dev.assay.server.store.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What EXEC puts into the log: the watched keys with the versions they had, and the commands. Every
 * node compares the versions when it applies the entry, and so decides alike.
 *
 * <p>A command that was queued but cannot be read answers its error in its place, as in Redis.
 */
public final class Transaction implements Command.Write, Operation {

    private final Map<Bytes, Long> watched;
    private final List<Argv> commands;
    private final CommandTable table;
    private final byte[] encoded;

    public Transaction(Map<Bytes, Long> watched, List<Argv> commands, CommandTable table) {
        this.watched = new LinkedHashMap<>(watched);
        this.commands = List.copyOf(commands);
        this.table = table;
        this.encoded = OperationCodec.encode(this.watched, this.commands);
    }

    List<Argv> commands() {
        return commands;
    }

    /** All keys that it watches, reads or changes. */
    List<Bytes> keys() {
        List<Bytes> keys = new ArrayList<>(watched.keySet());
        for (Argv argv : commands) {
            CommandSpec spec = table.find(argv.at(0));
            if (spec != null) {
                keys.addAll(spec.keys().keysOf(argv));
            }
        }
        return keys;
    }

    @Override
    public byte[] encoded() {
        return encoded;
    }

    @Override
    public Reply apply(Keyspace keys) {
        return execute(keys);
    }

    @Override
    public Reply execute(Keyspace keys) {
        for (Map.Entry<Bytes, Long> watch : watched.entrySet()) {
            if (version(keys.get(watch.getKey())) != watch.getValue()) {
                return Reply.Nil.ARRAY;
            }
        }
        List<Reply> replies = new ArrayList<>(commands.size());
        for (Argv argv : commands) {
            replies.add(execute(table.parse(argv), keys));
        }
        return new Reply.Array(replies);
    }

    private static Reply execute(Command command, Keyspace keys) {
        if (command instanceof Command.Write write) {
            return write.answer(keys);
        }
        if (command instanceof Command.Read read) {
            return read.answer(keys);
        }
        if (command instanceof Command.Pure pure) {
            return pure.reply();
        }
        if (command instanceof Command.Rejected rejected) {
            return rejected.error();
        }
        return new Reply.Error("ERR Command not allowed inside a transaction");
    }

    /** The version of what a key holds; a missing key has one too. */
    public static long version(@Nullable Value value) {
        return value == null ? Value.VERSION_MISSING : value.version();
    }
}
