package dev.assay.chaos.toxiproxy.proxy;

import dev.assay.chaos.toxiproxy.toxic.Chunk;
import dev.assay.chaos.toxiproxy.toxic.Direction;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.EventLoop;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One direction of one connection: from a source through the toxics in the order in which they were
 * added to a destination. Only on the connection's event loop.
 *
 * <p>Nothing here waits. A destination that does not read stops the reading from the source, not this
 * link's timers nor the changes of its toxics. Without toxics a buffer goes from read to write
 * untouched, and one flush ends each round of reading.
 */
final class Link {

    /**
     * Bytes that may be held between reading and writing, beyond which the source is not read. With a
     * delay of a second it is also the throughput per second of a slowed link.
     */
    static final long HELD_BYTES_MAX = 8L << 20;

    private final Connection connection;
    private final Direction direction;
    private final Channel source;
    private final Channel destination;
    private final TrafficCounter counter;
    private final Chance chance;
    private final List<Stub> stubs = new ArrayList<>();
    private long heldBytes;
    private boolean unflushed;
    /** The source is at its end, or what comes from it no longer matters. */
    private boolean ended;
    /** The destination is closed, or closes when it has taken what was written. */
    private boolean finished;

    Link(
            Connection connection,
            Direction direction,
            Channel source,
            Channel destination,
            TrafficCounter counter) {
        this.connection = connection;
        this.direction = direction;
        this.source = source;
        this.destination = destination;
        this.counter = counter;
        this.chance = connection.chance().of(direction.ordinal());
    }

    Direction direction() {
        return direction;
    }

    EventLoop eventLoop() {
        return source.eventLoop();
    }

    long nanoTime() {
        return eventLoop().ticker().nanoTime();
    }

    RandomGenerator chance(AttachedToxic toxic) {
        return chance.of(toxic.name()).of(toxic.revision()).generator();
    }

    /** Puts the toxics in and begins to read. */
    void start(List<AttachedToxic> toxics) {
        toxics.forEach(toxic -> stubs.add(new Stub(this, toxic)));
        List.copyOf(stubs).forEach(Stub::run);
        settle();
    }

    /** Takes bytes from the source. */
    void arrive(ByteBuf bytes) {
        int size = bytes.readableBytes();
        counter.received(size);
        heldBytes += size;
        if (ended) {
            discard(new Chunk(bytes, 0));
        } else if (stubs.isEmpty()) {
            write(bytes);
        } else {
            stubs.get(0).accept(new Chunk(bytes, nanoTime()));
        }
    }

    /** The source sends no more. */
    void sourceEnded() {
        if (!ended) {
            ended = true;
            passEnd();
            settle();
        }
    }

    private void passEnd() {
        if (stubs.isEmpty()) {
            finish();
        } else {
            stubs.get(0).end();
        }
    }

    /** The destination takes no more: everything on the way is lost. */
    void destinationClosed() {
        finished = true;
        ended = true;
        List<Stub> gone = List.copyOf(stubs);
        stubs.clear();
        gone.forEach(Stub::shut);
    }

    /** Flushes what was written, and reads on or stops reading as there is room. */
    void settle() {
        if (unflushed) {
            unflushed = false;
            destination.flush();
        }
        boolean read = !ended && hasRoom();
        if (source.config().isAutoRead() != read) {
            source.config().setAutoRead(read);
        }
    }

    private boolean hasRoom() {
        if (stubs.isEmpty()) {
            return destination.isWritable();
        }
        int waitingChunks = 0;
        int waitingChunksMax = 0;
        boolean swallowed = false;
        for (Stub stub : stubs) {
            waitingChunks += stub.waitingChunks();
            waitingChunksMax += stub.waitingChunksMax();
            swallowed |= stub.swallows();
        }
        return waitingChunks < waitingChunksMax
                && heldBytes < HELD_BYTES_MAX
                && (swallowed || destination.isWritable());
    }

    void add(AttachedToxic toxic) {
        if (ended && stubs.isEmpty()) {
            return;
        }
        Stub stub = new Stub(this, toxic);
        stubs.add(stub);
        stub.run();
        settle();
    }

    void update(AttachedToxic toxic) {
        for (Stub stub : List.copyOf(stubs)) {
            if (stub.toxic().name().equals(toxic.name()) && !stub.isShut()) {
                stub.restart(toxic);
            }
        }
        settle();
    }

    void remove(AttachedToxic toxic) {
        for (Stub stub : List.copyOf(stubs)) {
            if (stub.toxic().name().equals(toxic.name()) && !stub.isShut()) {
                takeOut(stub);
            }
        }
        settle();
    }

    private void takeOut(Stub stub) {
        if (stub.toxic().toxic().closesOnRemoval()) {
            stub.close();
            return;
        }
        stub.drain();
        int place = stubs.indexOf(stub);
        if (place < 0) {
            return; // what it sent on made a toxic behind it close the link
        }
        stubs.remove(place);
        if (stub.inputEnded() && place < stubs.size()) {
            stubs.get(place).end();
        } else if (stub.inputEnded()) {
            finish();
        }
    }

    /** Hands a chunk to whatever comes after that stub. */
    void emitAfter(Stub stub, Chunk chunk) {
        int next = stubs.indexOf(stub) + 1;
        if (next < stubs.size()) {
            stubs.get(next).accept(chunk);
        } else {
            write(chunk.data());
            // Each chunk by itself, as Toxiproxy writes them: a slicer would be pointless
            // otherwise.
            destination.flush();
        }
    }

    private void write(ByteBuf bytes) {
        int size = bytes.readableBytes();
        heldBytes -= size;
        if (finished) {
            counter.dropped(size);
            bytes.release();
            return;
        }
        counter.sent(size);
        destination.write(bytes, destination.voidPromise());
        unflushed = true;
    }

    void discard(Chunk chunk) {
        heldBytes -= chunk.bytes();
        counter.dropped(chunk.bytes());
        chunk.data().release();
    }

    /** Ends the stream after that stub and throws away all before its end. */
    void closeThrough(Stub last) {
        List<Stub> gone = List.copyOf(stubs.subList(0, stubs.indexOf(last) + 1));
        stubs.subList(0, gone.size()).clear();
        ended = true;
        gone.forEach(Stub::shut);
        passEnd();
    }

    void reset() {
        connection.reset();
    }

    void failed(Throwable defect) {
        connection.failed(defect);
    }

    /**
     * Closes the destination as soon as it has taken what was written to it: as long as that may be
     * for a reader that stalls, as in Toxiproxy. What waits is bounded by the socket's high mark.
     */
    private void finish() {
        if (!finished) {
            finished = true;
            destination
                    .writeAndFlush(Unpooled.EMPTY_BUFFER)
                    .addListener(ChannelFutureListener.CLOSE);
        }
    }
}
