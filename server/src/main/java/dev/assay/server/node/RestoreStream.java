package dev.assay.server.node;

import dev.assay.server.command.Restoring;
import dev.assay.server.data.Bytes;
import dev.assay.server.data.Failure;
import dev.assay.server.data.Outcome;
import dev.assay.server.data.Reply;
import dev.assay.server.http.Backups;
import dev.assay.server.http.Cluster;
import dev.assay.server.store.BackupFormat;
import dev.assay.server.write.Writes;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.zip.CRC32C;

/**
 * Cuts a backup's bytes into records, and sends them through the log in chunks, one after the other.
 * Confined to the event loop.
 */
final class RestoreStream implements Backups.Restore {

    /** One log entry each. */
    private static final int CHUNK_BYTES = 512 * 1024;

    /** The end puts everything in its place in one step, which is gathered in memory. */
    private static final long BYTES_MAX = 1024L * 1024 * 1024;

    private static final int BAD_REQUEST = 400;
    private static final int CONFLICT = 409;
    private static final int TOO_LARGE = 413;
    private static final int UNAVAILABLE = 503;
    private static final int UNKNOWN = 504;

    private static final Cluster.JoinResult TAKEN = Cluster.JoinResult.done("");

    private final Writes writes;
    private final Predicate<Bytes> belongs;
    private final UUID restore = UUID.randomUUID();
    private final CRC32C checksum = new CRC32C();
    private final ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    private byte[] rest = {};
    private BackupFormat.@Nullable Header header;
    private long bytes;
    private long records;
    private long chunks;
    private boolean trailed;
    private boolean over;

    /**
     * @param belongs whether a key may be restored here
     */
    RestoreStream(Writes writes, Predicate<Bytes> belongs) {
        this.writes = writes;
        this.belongs = belongs;
    }

    @Override
    public void add(byte[] more, Consumer<Cluster.JoinResult> taken) {
        bytes += more.length;
        if (bytes > BYTES_MAX) {
            refuse(TOO_LARGE, "a backup of more than " + BYTES_MAX + " bytes", taken);
            return;
        }
        rest = concat(rest, more);
        pump(taken);
    }

    /** Takes what is whole, until a chunk is full; goes on when that is in the log. */
    private void pump(Consumer<Cluster.JoinResult> taken) {
        if (over) {
            taken.accept(new Cluster.JoinResult(CONFLICT, "this restore is over"));
            return;
        }
        try {
            ByteBuffer in = ByteBuffer.wrap(rest);
            while (chunk.size() < CHUNK_BYTES && takeOne(in)) {
                // More.
            }
            rest = Arrays.copyOfRange(rest, in.position(), rest.length);
        } catch (IllegalArgumentException e) {
            refuse(BAD_REQUEST, String.valueOf(e.getMessage()), taken);
            return;
        }
        if (chunk.size() < CHUNK_BYTES) {
            taken.accept(TAKEN);
            return;
        }
        ship(taken, () -> pump(taken));
    }

    private void ship(Consumer<Cluster.JoinResult> failed, Runnable shipped) {
        Restoring operation = Restoring.chunk(restore, chunks, chunk.toByteArray());
        chunk.reset();
        chunks++;
        writes.submit(operation, outcome -> {
            Cluster.JoinResult result = resultOf(outcome, UNAVAILABLE);
            if (result.ok()) {
                shipped.run();
            } else {
                refuse(result.status(), result.text(), failed);
            }
        });
    }

    private boolean takeOne(ByteBuffer in) {
        int from = in.position();
        if (header == null) {
            if (in.remaining() < BackupFormat.HEADER_BYTES) {
                return false;
            }
            header = BackupFormat.header(in);
            checksum.update(rest, from, in.position() - from);
            return true;
        }
        if (!in.hasRemaining()) {
            return false;
        }
        if (trailed) {
            throw new IllegalArgumentException("bytes behind the end of the backup");
        }
        if (in.get(from) == 0) {
            return takeTrailer(in);
        }
        int length = BackupFormat.recordLength(in);
        if (length < 0 || length > in.remaining()) {
            return false;
        }
        Bytes key = BackupFormat.key(in);
        if (key != null && !belongs.test(key)) {
            throw new IllegalArgumentException("the backup has keys of another group");
        }
        checksum.update(rest, from, length);
        chunk.write(rest, from, length);
        records++;
        in.position(from + length);
        return true;
    }

    private boolean takeTrailer(ByteBuffer in) {
        if (in.remaining() < BackupFormat.TRAILER_BYTES) {
            return false;
        }
        in.get();
        long expected = in.getLong();
        int sum = in.getInt();
        if (expected != records || sum != (int) checksum.getValue()) {
            throw new IllegalArgumentException("the backup is damaged: its checksum is wrong, or "
                    + records + " records came of " + expected);
        }
        trailed = true;
        return true;
    }

    @Override
    public void end(Consumer<Cluster.JoinResult> done) {
        BackupFormat.Header known = header;
        if (over) {
            done.accept(new Cluster.JoinResult(CONFLICT, "this restore is over"));
        } else if (!trailed || known == null) {
            refuse(BAD_REQUEST, "the backup ends too early", done);
        } else if (chunk.size() > 0 || chunks == 0) {
            ship(done, () -> end(done));
        } else {
            over = true;
            writes.submit(
                    Restoring.end(restore, chunks, known.keys(), known.nextItemsId()),
                    outcome -> done.accept(resultOf(outcome, UNKNOWN)));
        }
    }

    @Override
    public void abandon() {
        over = true;
    }

    private void refuse(int status, String text, Consumer<Cluster.JoinResult> answer) {
        over = true;
        answer.accept(new Cluster.JoinResult(status, text + "; no key was changed"));
    }

    /**
     * @param unknown what an unknown outcome is: of a chunk, nothing that anybody sees
     */
    private static Cluster.JoinResult resultOf(Outcome outcome, int unknown) {
        if (outcome instanceof Outcome.Failed failed) {
            boolean maybe = failed.failure().happened() == Failure.Happened.UNKNOWN;
            return new Cluster.JoinResult(
                    maybe ? unknown : UNAVAILABLE, failed.failure().text());
        }
        return outcome.reply() instanceof Reply.Error error
                ? new Cluster.JoinResult(CONFLICT, error.text())
                : TAKEN;
    }

    private static byte[] concat(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }
}
