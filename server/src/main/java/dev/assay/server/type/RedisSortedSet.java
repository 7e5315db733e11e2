package dev.assay.server.type;

import dev.assay.server.data.Bytes;
import dev.assay.server.data.CommandError;
import dev.assay.server.store.KeyReader;
import dev.assay.server.store.Keyspace;
import dev.assay.server.store.Places;
import dev.assay.server.store.Value;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A sorted set: members are found by name, in the order of their hashes, and by score and name.
 * What is at a rank is found by counting from the nearer end.
 */
public final class RedisSortedSet {

    private static final byte BY_NAME = 'm';
    private static final byte BY_SCORE = 's';
    private static final int NAME_PREFIX_BYTES = Long.BYTES + 1 + Integer.BYTES;
    private static final int SCORE_PREFIX_BYTES = Long.BYTES + 1 + Long.BYTES;
    private static final byte[] NOTHING = {};

    private final KeyReader keys;
    private final Header header;

    private RedisSortedSet(KeyReader keys, Header header) {
        this.keys = keys;
        this.header = header;
    }

    /** A member with its score. */
    public record Scored(Bytes member, double score) {}

    /** Takes a member and says whether to go on. */
    @FunctionalInterface
    public interface Visitor {
        boolean visit(Scored scored);
    }

    /** Takes a member with the hash of its name and says whether to go on. */
    @FunctionalInterface
    public interface ScanVisitor {
        boolean visit(int hash, Scored scored);
    }

    /**
     * The sorted set that a key holds; an empty one if there is no such key.
     *
     * @throws CommandError if it holds something else
     */
    public static RedisSortedSet of(KeyReader keys, Bytes key) {
        return new RedisSortedSet(keys, Header.read(keys, key, Value.Type.SORTED_SET));
    }

    public long size() {
        return header.count;
    }

    public OptionalDouble score(Bytes member) {
        byte[] stored = header.count == 0 ? null : keys.item(byName(header.id(), member));
        return stored == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(ByteBuffer.wrap(stored).getDouble());
    }

    /** How many members come before one that is there. */
    public long rank(Bytes member, double score) {
        long[] rank = {0};
        keys.items(
                byScore(header.id(), Double.NEGATIVE_INFINITY, NOTHING),
                byScore(header.id(), score, member.array()),
                false,
                (place, nothing) -> {
                    rank[0]++;
                    return true;
                });
        return rank[0];
    }

    /** All members by score and name, or backwards. */
    public void forEach(boolean backwards, Visitor visitor) {
        if (header.count > 0) {
            walk(
                    byScore(header.id(), Double.NEGATIVE_INFINITY, NOTHING),
                    behind(Double.POSITIVE_INFINITY),
                    backwards,
                    visitor);
        }
    }

    /**
     * Members from a rank up to another, not included; ranks count from the other end if backwards.
     */
    public List<Scored> ranks(long from, long to, boolean backwards) {
        long last = Math.min(to, header.count);
        if (from >= last) {
            return List.of();
        }
        boolean otherEnd = from > header.count - last;
        long skipped = otherEnd ? header.count - last : from;
        List<Scored> found = new ArrayList<>();
        long[] place = {0};
        forEach(backwards != otherEnd, scored -> {
            if (place[0] >= skipped) {
                found.add(scored);
            }
            place[0]++;
            return found.size() < last - from;
        });
        if (otherEnd) {
            Collections.reverse(found);
        }
        return found;
    }

    public void forEach(ScoreRange range, boolean backwards, Visitor visitor) {
        if (header.count == 0 || range.isEmpty()) {
            return;
        }
        byte[] from =
                range.minOpen() ? behind(range.min()) : byScore(header.id(), range.min(), NOTHING);
        byte[] to =
                range.maxOpen() ? byScore(header.id(), range.max(), NOTHING) : behind(range.max());
        if (Arrays.compareUnsigned(from, to) < 0) {
            walk(from, to, backwards, visitor);
        }
    }

    /** As in Redis this means something only while all scores are the same. */
    public void forEach(LexRange range, boolean backwards, Visitor visitor) {
        if (header.count == 0 || range.nothing()) {
            return;
        }
        double[] first = {0};
        forEach(false, scored -> {
            first[0] = scored.score();
            return false;
        });
        Bytes min = range.min();
        walk(
                byScore(header.id(), first[0], min == null ? NOTHING : min.array()),
                behind(Double.POSITIVE_INFINITY),
                backwards,
                scored -> {
                    if (range.contains(scored.member())) {
                        return visitor.visit(scored);
                    }
                    // Beyond the upper bound, by ascending name, nothing comes any more.
                    return backwards || isBefore(scored.member(), range);
                });
    }

    private static boolean isBefore(Bytes member, LexRange range) {
        Bytes max = range.max();
        return max == null || member.compareTo(max) < 0;
    }

    /** Members from a hash of their names on. */
    public void scan(int fromHash, ScanVisitor visitor) {
        if (header.count == 0) {
            return;
        }
        byte[] from = ByteBuffer.allocate(NAME_PREFIX_BYTES)
                .putLong(header.id())
                .put(BY_NAME)
                .putInt(fromHash)
                .array();
        byte[] to = ByteBuffer.allocate(Long.BYTES + 1)
                .putLong(header.id())
                .put((byte) (BY_NAME + 1))
                .array();
        keys.items(from, to, false, (place, score) -> {
            Bytes member = Bytes.wrap(Arrays.copyOfRange(place, NAME_PREFIX_BYTES, place.length));
            return visitor.visit(
                    ByteBuffer.wrap(place).getInt(Long.BYTES + 1),
                    new Scored(member, ByteBuffer.wrap(score).getDouble()));
        });
    }

    private void walk(byte[] from, byte[] to, boolean backwards, Visitor visitor) {
        keys.items(
                from,
                to,
                backwards,
                (place, nothing) -> visitor.visit(new Scored(
                        Bytes.wrap(Arrays.copyOfRange(place, SCORE_PREFIX_BYTES, place.length)),
                        fromSortable(ByteBuffer.wrap(place).getLong(Long.BYTES + 1)))));
    }

    /**
     * The same for changing it.
     *
     * @throws CommandError if the key holds something else
     */
    public static Editor edit(Keyspace keys, Bytes key) {
        return new Editor(keys, Header.read(keys, key, Value.Type.SORTED_SET));
    }

    /** Changes a sorted set. */
    public static final class Editor {
        private final Keyspace keys;
        private final Header header;
        private final RedisSortedSet set;

        private Editor(Keyspace keys, Header header) {
            this.keys = keys;
            this.header = header;
            this.set = new RedisSortedSet(keys, header);
        }

        /** What it is now. */
        public RedisSortedSet set() {
            return set;
        }

        /** Gives a member a score, whether or not it is there. */
        public void put(Bytes member, double score) {
            put(member, score, set.score(member));
        }

        /** The same for one whose score is known. */
        public void put(Bytes member, double newScore, OptionalDouble old) {
            // There is no minus zero among scores.
            double score = newScore == 0 ? 0 : newScore;
            if (old.isPresent() && old.getAsDouble() == score) {
                return;
            }
            long id = header.idFor(keys);
            if (old.isPresent()) {
                keys.deleteItem(byScore(id, old.getAsDouble(), member.array()));
            } else {
                header.count++;
            }
            keys.putItem(byScore(id, score, member.array()), NOTHING);
            keys.putItem(
                    byName(id, member),
                    ByteBuffer.allocate(Double.BYTES).putDouble(score).array());
            header.save(keys);
        }

        /** Removes a member; whether it was there. */
        public boolean remove(Bytes member) {
            OptionalDouble score = set.score(member);
            score.ifPresent(known -> remove(new Scored(member, known)));
            return score.isPresent();
        }

        /** Removes a member that is there. */
        public void remove(Scored scored) {
            keys.deleteItem(byScore(header.id(), scored.score(), scored.member().array()));
            keys.deleteItem(byName(header.id(), scored.member()));
            header.count--;
            header.save(keys);
        }
    }

    private static byte[] byName(long id, Bytes member) {
        return ByteBuffer.allocate(NAME_PREFIX_BYTES + member.length())
                .putLong(id)
                .put(BY_NAME)
                .putInt(Places.hash(member))
                .put(member.array())
                .array();
    }

    private static byte[] byScore(long id, double score, byte[] member) {
        return ByteBuffer.allocate(SCORE_PREFIX_BYTES + member.length)
                .putLong(id)
                .put(BY_SCORE)
                .putLong(sortable(score))
                .put(member)
                .array();
    }

    /** The place behind all members of a score. */
    private byte[] behind(double score) {
        return ByteBuffer.allocate(SCORE_PREFIX_BYTES)
                .putLong(header.id())
                .put(BY_SCORE)
                .putLong(sortable(score) + 1)
                .array();
    }

    /** Bits whose unsigned order is that of the scores. */
    private static long sortable(double score) {
        long bits = Double.doubleToLongBits(score == 0 ? 0 : score);
        return bits ^ ((bits >> (Long.SIZE - 1)) | Long.MIN_VALUE);
    }

    private static double fromSortable(long sortable) {
        long bits = sortable < 0 ? sortable ^ Long.MIN_VALUE : ~sortable;
        return Double.longBitsToDouble(bits);
    }
}
