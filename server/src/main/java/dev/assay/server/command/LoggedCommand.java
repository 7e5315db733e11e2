package dev.assay.server.command;

import dev.assay.server.data.Reply;
import dev.assay.server.raft.Operation;
import dev.assay.server.store.Keyspace;

/** A single command on its way through the log: its words, and what they were read as. */
final class LoggedCommand implements Operation {

    private final byte[] encoded;
    private final Command.Write write;

    LoggedCommand(Argv argv, Command.Write write) {
        this(OperationCodec.encode(argv), write);
    }

    LoggedCommand(byte[] encoded, Command.Write write) {
        this.encoded = encoded;
        this.write = write;
    }

    @Override
    public byte[] encoded() {
        return encoded;
    }

    @Override
    public Reply apply(Keyspace keys) {
        return write.answer(keys);
    }
}
