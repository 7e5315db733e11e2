package dev.assay.reports.run;

import dev.assay.reports.run.NodeLog.Line;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads {@code nodes/}: of each log, which may be large, what {@link NodeLog} keeps. */
final class NodeLogReader {

    /** A longer line is a dump; its begin tells what it is about. */
    static final int LINE_LIMIT = 2_000;

    /** Of a longer log only the end is read: a page is to be made within seconds. */
    private static final long BYTES_LIMIT = 256L << 20;

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
                            node, new NodeLog(node, known.lines(), known.logBytes(), head(file)));
                } else if (name.endsWith(RunFiles.LOG_SUFFIX)) {
                    String node = RunFiles.nodeOf(name, RunFiles.LOG_SUFFIX);
                    NodeLog known =
                            byName.getOrDefault(node, new NodeLog(node, List.of(), 0, null));
                    byName.put(
                            node, new NodeLog(node, lines(file), Files.size(file), known.status()));
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

    private static List<Line> lines(Path file) throws IOException {
        LogLineParser parser = new LogLineParser(ZoneId.systemDefault());
        ArrayDeque<Line> last = new ArrayDeque<>();
        ArrayDeque<Line> troubles = new ArrayDeque<>();
        try (InputStream in = Files.newInputStream(file);
                Reader text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            in.skipNBytes(Math.max(0, Files.size(file) - BYTES_LIMIT));
            BoundedLines reader = new BoundedLines(text, LINE_LIMIT);
            long number = 0;
            for (String line = reader.next(); line != null; line = reader.next()) {
                line = line.stripTrailing();
                last.add(new Line(++number, parser.time(line), LogLineParser.level(line), line));
                if (last.size() > NodeLog.LINES_LIMIT) {
                    keepTrouble(troubles, last.remove());
                }
            }
        }
        List<Line> kept = new ArrayList<>(troubles);
        kept.addAll(last);
        return kept;
    }

    private static void keepTrouble(ArrayDeque<Line> troubles, Line line) {
        if (line.level() != NodeLog.Level.PLAIN) {
            troubles.add(line);
            if (troubles.size() > NodeLog.TROUBLES_LIMIT) {
                troubles.remove();
            }
        }
    }
}
