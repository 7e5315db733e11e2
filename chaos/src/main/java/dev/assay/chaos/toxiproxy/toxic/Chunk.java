package dev.assay.chaos.toxiproxy.toxic;

import io.netty.buffer.ByteBuf;

/**
 * Bytes on their way through one link. Whoever holds it owns the buffer, and gives it to exactly one
 * of {@link Flow#emit} and {@link Flow#discard}.
 *
 * @param arrivalNanos when the bytes came to the toxic, on the flow's clock
 */
public record Chunk(ByteBuf data, long arrivalNanos) {

    public int bytes() {
        return data.readableBytes();
    }

    /** The same bytes with another arrival; this one must no longer be used. */
    public Chunk arrivedAt(long nanos) {
        return new Chunk(data, nanos);
    }

    /** Takes the first bytes out of this chunk, which keeps the others. */
    public Chunk takeFirst(int bytes) {
        return new Chunk(data.readRetainedSlice(bytes), arrivalNanos);
    }
}
