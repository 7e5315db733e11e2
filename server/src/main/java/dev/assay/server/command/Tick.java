package dev.assay.server.command;

import dev.assay.server.data.Reply;
import dev.assay.server.raft.Operation;
import dev.assay.server.store.Keyspace;

/** Changes nothing by itself; the entry that it makes carries the time on, which ends keys. */
final class Tick implements Operation {

    static final Tick INSTANCE = new Tick();

    private static final byte[] ENCODED = {OperationCodec.TICK};

    private Tick() {}

    @Override
    public byte[] encoded() {
        return ENCODED;
    }

    @Override
    public Reply apply(Keyspace keys) {
        return Reply.OK;
    }
}
