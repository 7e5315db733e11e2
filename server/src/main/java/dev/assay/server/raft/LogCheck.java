package dev.assay.server.raft;

import dev.assay.server.store.Position;

import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.thirdparty.com.google.protobuf.InvalidProtocolBufferException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * Reads the log as it lies on disk, before Ratis does, and decides what a damage means.
 *
 * <p>A crash may leave a part of what was being written at the very end: bytes that were never
 * forced and so never acknowledged. They are cut off. Damage anywhere else, or in an entry that is
 * known to have been held, is not a crash's: what was acknowledged may be gone, and to go on would
 * make a member out of a node that has forgotten. Then nothing is touched and the node does not
 * start. Ratis 3.3.0 tells the two apart only in part: it refuses a torn entry whose length came
 * out whole, and accepts a closed segment that is too short.
 *
 * <p>The files (Ratis 3.3.0, SegmentedRaftLogFormat): "RaftLog1", then for each entry its length as
 * a varint, its protobuf, and the CRC-32C of both; zeros behind the last.
 */
final class LogCheck {

    private static final Logger LOG = LoggerFactory.getLogger(LogCheck.class);

    private static final byte[] HEADER = "RaftLog1".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern CLOSED = Pattern.compile("log_(\\d+)-(\\d+)");
    private static final Pattern OPEN = Pattern.compile("log_inprogress_(\\d+)");
    private static final int CHECKSUM_BYTES = Integer.BYTES;

    /** Tags of LogEntryProto: {@code uint64 term = 1; uint64 index = 2}, both varints. */
    private static final int TERM_TAG = 0x08;

    private static final int INDEX_TAG = 0x10;

    /** The shortest entry: length, term, index, some content. */
    private static final int ENTRY_BYTES_MIN = 8;

    private static final int VARINT_BYTES_MAX = 10;

    private final Path directory;
    private final long heldFrom;
    private final long heldTo;
    private final long wanted;
    private long first = -1;
    private Position last = Position.START;
    private OptionalLong termOfWanted = OptionalLong.empty();

    /**
     * What the log holds.
     *
     * @param first index of the first entry, -1 if there is none
     * @param last the last entry, {@link Position#START} if there is none
     * @param termOfWanted term of the entry that was asked for, if it is there
     */
    record Log(long first, Position last, OptionalLong termOfWanted) {}

    private record Segment(Path file, long start, OptionalLong end) {}

    private LogCheck(Path directory, long heldFrom, long heldTo, long wanted) {
        this.directory = directory;
        this.heldFrom = heldFrom;
        this.heldTo = heldTo;
        this.wanted = wanted;
    }

    /**
     * Reads all segments in a directory and cuts a torn end off.
     *
     * @param base index of the last entry that a snapshot covers, -1 if there is none
     * @param held index of an entry that must be there, with all from the snapshot to it
     * @param wanted index of the entry whose term is asked for
     * @throws IOException with a text for the operator, if the log is damaged elsewhere
     */
    static Log of(Path directory, long base, long held, long wanted) throws IOException {
        LogCheck check = new LogCheck(directory, base + 1, held, wanted);
        List<Segment> segments = check.segments();
        for (int i = 0; i < segments.size(); i++) {
            check.read(segments.get(i), i == segments.size() - 1);
        }
        return new Log(check.first, check.last, check.termOfWanted);
    }

    private List<Segment> segments() throws IOException {
        List<Segment> found = new ArrayList<>();
        if (!Files.isDirectory(directory)) {
            return found;
        }
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                String name = String.valueOf(file.getFileName());
                Matcher closed = CLOSED.matcher(name);
                Matcher open = OPEN.matcher(name);
                if (closed.matches()) {
                    found.add(new Segment(
                            file,
                            Long.parseLong(closed.group(1)),
                            OptionalLong.of(Long.parseLong(closed.group(2)))));
                } else if (open.matches()) {
                    found.add(
                            new Segment(file, Long.parseLong(open.group(1)), OptionalLong.empty()));
                }
            }
        }
        found.sort(Comparator.comparingLong(Segment::start));
        return found;
    }

    private void read(Segment segment, boolean isLast) throws IOException {
        if (first >= 0 && segment.start() != last.index() + 1) {
            throw corrupt(
                    segment.file(),
                    0,
                    "it begins with entry " + segment.start() + ", but the segment before it ends"
                            + " with " + last.index());
        }
        byte[] bytes = Files.readAllBytes(segment.file());
        int at = header(segment, bytes, isLast);
        long expected = segment.start();
        while (at >= 0 && at < bytes.length && bytes[at] != 0) {
            Entry entry = entry(bytes, at);
            if (entry == null || entry.index() != expected || entry.term() < last.term()) {
                tornAt(segment, bytes, at, expected, isLast);
                return;
            }
            take(entry);
            expected++;
            at = entry.end();
        }
        if (at >= 0 && !isZero(bytes, at)) {
            tornAt(segment, bytes, at, expected, isLast);
            return;
        }
        if (segment.end().isPresent() && expected != segment.end().getAsLong() + 1) {
            throw corrupt(
                    segment.file(),
                    at,
                    "it ends with entry " + (expected - 1) + " instead of "
                            + segment.end().getAsLong());
        }
    }

    private void take(Entry entry) {
        if (first < 0) {
            first = entry.index();
        }
        last = new Position(entry.term(), entry.index());
        if (entry.index() == wanted) {
            termOfWanted = OptionalLong.of(entry.term());
        }
    }

    /** Where the entries begin; -1 if the file was only being made, which Ratis sees itself. */
    private int header(Segment segment, byte[] bytes, boolean isLast) throws IOException {
        int matching = 0;
        while (matching < Math.min(HEADER.length, bytes.length)
                && bytes[matching] == HEADER[matching]) {
            matching++;
        }
        if (matching == HEADER.length) {
            return matching;
        }
        boolean justMade = isLast
                && segment.end().isEmpty()
                && isZero(bytes, matching)
                && !isHeld(segment.start());
        if (justMade) {
            return -1;
        }
        throw corrupt(segment.file(), matching, "its header is not 'RaftLog1'");
    }

    private void tornAt(Segment segment, byte[] bytes, int at, long expected, boolean isLast)
            throws IOException {
        if (!isLast || segment.end().isPresent()) {
            throw corrupt(
                    segment.file(), at, "entry " + expected + " is damaged in a closed segment");
        }
        Entry later = findLater(bytes, at, expected);
        if (later != null) {
            throw corrupt(
                    segment.file(),
                    at,
                    "entry " + expected + " is damaged, but entry " + later.index()
                            + " behind it is whole");
        }
        if (isHeld(expected)) {
            throw corrupt(
                    segment.file(),
                    at,
                    "entry " + expected + " is damaged, and entries up to " + heldTo
                            + " have been applied here");
        }
        LOG.warn(
                "the log ends with a torn entry, as a crash leaves it: cutting off {} bytes of {}"
                        + " from offset {} (entry {})",
                bytes.length - at,
                segment.file(),
                at,
                expected);
        try (FileChannel file = FileChannel.open(segment.file(), StandardOpenOption.WRITE)) {
            file.truncate(at);
            file.force(true);
        }
    }

    private boolean isHeld(long index) {
        return index >= heldFrom && index <= heldTo;
    }

    /** A whole entry of a higher index, anywhere behind. */
    private static @Nullable Entry findLater(byte[] bytes, int from, long expected) {
        for (int at = from + 1; at <= bytes.length - ENTRY_BYTES_MIN; at++) {
            if (bytes[at] == 0) {
                continue;
            }
            long bound = expected + (bytes.length - from) / ENTRY_BYTES_MIN;
            long index = looksLikeEntry(bytes, at);
            if (index > expected && index <= bound) {
                Entry entry = entry(bytes, at);
                if (entry != null && entry.index() == index) {
                    return entry;
                }
            }
        }
        return null;
    }

    /** The index that an entry there would have, -1 if there cannot be one. Cheap. */
    private static long looksLikeEntry(byte[] bytes, int at) {
        Varint length = varint(bytes, at);
        if (length == null
                || length.value() < ENTRY_BYTES_MIN - CHECKSUM_BYTES - 1
                || length.value() > bytes.length - length.end() - CHECKSUM_BYTES
                || bytes[length.end()] != TERM_TAG) {
            return -1;
        }
        Varint term = varint(bytes, length.end() + 1);
        if (term == null || term.end() >= bytes.length || bytes[term.end()] != INDEX_TAG) {
            return -1;
        }
        Varint index = varint(bytes, term.end() + 1);
        return index == null ? -1 : index.value();
    }

    private record Entry(long term, long index, int end) {}

    /** The entry that begins there, or null if it is not whole. */
    private static @Nullable Entry entry(byte[] bytes, int at) {
        Varint length = varint(bytes, at);
        if (length == null
                || length.value() <= 0
                || length.value() > bytes.length - length.end() - CHECKSUM_BYTES) {
            return null;
        }
        int content = length.end();
        int end = content + (int) length.value();
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, at, end - at);
        if ((int) checksum.getValue() != ByteBuffer.wrap(bytes).getInt(end)) {
            return null;
        }
        try {
            LogEntryProto entry =
                    LogEntryProto.parser().parseFrom(bytes, content, (int) length.value());
            return new Entry(entry.getTerm(), entry.getIndex(), end + CHECKSUM_BYTES);
        } catch (InvalidProtocolBufferException e) {
            return null;
        }
    }

    private record Varint(long value, int end) {}

    private static @Nullable Varint varint(byte[] bytes, int at) {
        long value = 0;
        for (int i = 0; i < VARINT_BYTES_MAX && at + i < bytes.length; i++) {
            value |= (long) (bytes[at + i] & 0x7F) << (7 * i);
            if (bytes[at + i] >= 0) {
                return new Varint(value, at + i + 1);
            }
        }
        return null;
    }

    private static boolean isZero(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private IOException corrupt(Path file, int offset, String what) {
        return new IOException("the log in " + directory + " is corrupt: " + file.getFileName()
                + ", offset " + offset + ": " + what + ". Nothing was changed. "
                + Recovery.WHAT_TO_DO);
    }
}
