package dev.assay.chaos.fault;

import dev.assay.bench.cluster.Cluster;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * The end of the log is damaged while the node is down, as by a disk that lied. Of one node alone that
 * costs nothing while the others are well; Raft promises nothing if they are not, and nothing at all
 * if it hits everybody. A leader that has heard a follower hold an entry does not send it again in its
 * term (Ratis 3.3.0 as bundled): so a damaged follower comes back only under the next leader.
 *
 * @param flipped one bit is another one; else the last bytes are gone
 * @param bytes from the end of what was written: so many are gone, or one of them is flipped
 */
public record DamagedTail(Target target, boolean flipped, int bytes) implements NodeFault {

    /** Ratis' file that is being written. */
    private static final String OPEN_SEGMENT = "log_inprogress_";

    public DamagedTail {
        if (bytes < 1) {
            throw new IllegalArgumentException("bytes: " + bytes + ", expected 1 or more");
        }
    }

    @Override
    public String name() {
        return (flipped ? "tail-flipped-" : "tail-truncated-") + target.word();
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.DATA, Need.KILL);
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of(
                flipped ? "one bit flipped within the last" : "gone from the end",
                bytes + " bytes");
    }

    @Override
    public Hit hit(FaultContext context, List<String> nodes) throws IOException {
        Cluster cluster = context.cluster();
        nodes.forEach(cluster::kill);
        List<String> damaged = new ArrayList<>();
        for (String node : nodes) {
            long at = damage(newestSegment(cluster.data(node)), context.random());
            if (at >= 0) {
                damaged.add(node + " from byte " + at);
            }
        }
        return new Hit() {
            @Override
            public @Nullable String effect() {
                return damaged.size() == nodes.size()
                        ? "damaged: " + String.join(", ", damaged)
                        : null;
            }

            @Override
            public void heal() throws IOException {
                for (String node : nodes) {
                    cluster.launch(node);
                }
            }
        };
    }

    /** @throws IOException if there is none: this is not a system that this fault knows */
    private static Path newestSegment(Path data) throws IOException {
        try (Stream<Path> all = Files.walk(data)) {
            return all.filter(path -> String.valueOf(path.getFileName()).startsWith(OPEN_SEGMENT))
                    .max(Comparator.comparingLong(DamagedTail::start))
                    .orElseThrow(() -> new IOException(
                            "no file " + OPEN_SEGMENT + "* under " + data + " to damage"));
        }
    }

    private static long start(Path segment) {
        return Long.parseLong(
                String.valueOf(segment.getFileName()).substring(OPEN_SEGMENT.length()));
    }

    /** @return where, or -1 if the file holds too little */
    private long damage(Path segment, SplittableRandom random) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
            byte[] content = new byte[Math.toIntExact(file.length())];
            file.readFully(content);
            int end = content.length; // zeros are allocated ahead behind the last entry
            while (end > 0 && content[end - 1] == 0) {
                end--;
            }
            int from = end - bytes;
            if (from < 0) {
                return -1;
            }
            if (!flipped) {
                file.setLength(from);
                return from;
            }
            int at = from + random.nextInt(bytes);
            file.seek(at);
            file.write(content[at] ^ 1 << random.nextInt(Byte.SIZE));
            return at;
        }
    }
}
