package org.apache.ratis.server.storage;

import dev.assay.server.raft.WholeFile;

import org.apache.ratis.protocol.RaftPeerId;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The term and the vote in it. It stands in the place of Ratis 3.3.0's class of the same name, keeps
 * its format, and differs in one thing: after the new file has replaced the old one, the directory
 * is forced too. Without that a power loss may bring the old file back, and a node that has
 * forgotten its vote may give another one in the same term. In every {@code -fsync} mode.
 */
@NullMarked // Not the package: the rest of it is Ratis'.
final class RaftStorageMetadataFileImpl implements RaftStorageMetadataFile {

    private static final String TERM = "term";
    private static final String VOTED_FOR = "votedFor";

    private final Path file;
    private @Nullable RaftStorageMetadata known;

    RaftStorageMetadataFileImpl(File file) {
        this.file = file.toPath().toAbsolutePath();
    }

    @Override
    public synchronized RaftStorageMetadata getMetadata() throws IOException {
        RaftStorageMetadata metadata = known;
        if (metadata == null) {
            metadata = read();
            known = metadata;
        }
        return metadata;
    }

    @Override
    public synchronized void persist(RaftStorageMetadata metadata) throws IOException {
        RaftStorageMetadata before = known;
        if (before == null || !metadata.equals(before)) {
            write(metadata);
            known = metadata;
        }
    }

    private RaftStorageMetadata read() throws IOException {
        if (!Files.exists(file)) {
            return RaftStorageMetadata.getDefault();
        }
        Properties properties = new Properties();
        String text = Files.readString(file);
        try {
            properties.load(new StringReader(text));
            String term = properties.getProperty(TERM);
            String vote = properties.getProperty(VOTED_FOR);
            if (term == null || vote == null) {
                throw new IllegalArgumentException("term or votedFor is missing");
            }
            return RaftStorageMetadata.valueOf(Long.parseLong(term), RaftPeerId.valueOf(vote));
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    file + " is corrupt: expected term and votedFor, found '" + text + "'", e);
        }
    }

    private void write(RaftStorageMetadata metadata) throws IOException {
        String text = TERM + "=" + metadata.getTerm() + "\n" + VOTED_FOR + "="
                + escaped(metadata.getVotedFor().toString()) + "\n";
        WholeFile.replace(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** As properties want it: a name may hold anything but is read back as it is. */
    private static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        text.chars().forEach(c -> {
            if (c > ' ' && c < 127 && "\\=:#!".indexOf(c) < 0) {
                out.append((char) c);
            } else {
                out.append(String.format("\\u%04x", c));
            }
        });
        return out.toString();
    }

    @Override
    public String toString() {
        return "term and vote in " + file;
    }
}
