package dev.assay.server.raft;

/** Reads operations back from the log and from forwarding peers. Any thread. */
@FunctionalInterface
public interface OperationDecoder {

    /**
     * Reads one operation.
     *
     * @throws IllegalArgumentException if the bytes are not an operation
     */
    Operation decode(byte[] encoded);
}
