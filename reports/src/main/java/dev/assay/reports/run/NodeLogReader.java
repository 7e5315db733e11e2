package dev.assay.reports.run;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads {@code nodes/}: only the end of each log, which may be large. */
final class NodeLogReader {

    /** {@link NodeLog#LINES_LIMIT} lines of a usual length and some stack traces. */
    private static final int TAIL_BYTES_LIMIT = 128 * 1024;

    /** A status is a screenful; a longer one is cut. */
    private static final int STATUS_BYTES_LIMIT = 64 * 1024;

    private NodeLogReader() {}

    static List<NodeLog> read(Path nodes, List<FileProblem> problems) {
        Map<String, NodeLog> byName = new TreeMap<>();
        for (Path file : list(nodes, problems)) {
            String name = file.getFileName().toString();
            try {
                if (name.endsWith(RunFiles.STATUS_SUFFIX)) {
                    String node = RunFiles.nodeOf(name, RunFiles.STATUS_SUFFIX);
                    NodeLog known =
                            byName.getOrDefault(node, new NodeLog(node, List.of(), 0, null));
                    byName.put(
                            node,
                            new NodeLog(node, known.lastLines(), known.logBytes(), head(file)));
                } else if (name.endsWith(RunFiles.LOG_SUFFIX)) {
                    String node = RunFiles.nodeOf(name, RunFiles.LOG_SUFFIX);
                    NodeLog known =
                            byName.getOrDefault(node, new NodeLog(node, List.of(), 0, null));
                    byName.put(
                            node, new NodeLog(node, tail(file), Files.size(file), known.status()));
                }
            } catch (IOException | IllegalArgumentException e) {
                problems.add(new FileProblem(RunFiles.NODES + "/" + name, "cannot be read: " + e));
            }
        }
        return List.copyOf(byName.values());
    }

    private static List<Path> list(Path nodes, List<FileProblem> problems) {
        if (!Files.isDirectory(nodes)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(nodes)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            problems.add(new FileProblem(RunFiles.NODES, "cannot be listed: " + e));
            return List.of();
        }
    }

    private static String head(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(STATUS_BYTES_LIMIT), StandardCharsets.UTF_8).strip();
        }
    }

    private static List<String> tail(Path file) throws IOException {
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            long length = log.length();
            long start = Math.max(0, length - TAIL_BYTES_LIMIT);
            byte[] end = new byte[(int) (length - start)];
            log.seek(start);
            log.readFully(end);
            List<String> lines = new ArrayList<>(
                    new String(end, StandardCharsets.UTF_8).lines().toList());
            if (start > 0 && !lines.isEmpty()) {
                lines.remove(0); // begins in the middle
            }
            return lines.subList(Math.max(0, lines.size() - NodeLog.LINES_LIMIT), lines.size());
        }
    }
}
