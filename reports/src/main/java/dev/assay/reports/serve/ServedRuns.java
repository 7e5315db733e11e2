package dev.assay.reports.serve;

import dev.assay.reports.chart.RunDigest;
import dev.assay.reports.page.IndexPage;
import dev.assay.reports.run.RunFiles;
import dev.assay.reports.run.RunFolder;
import dev.assay.reports.run.RunNow;
import dev.assay.reports.summary.RunSummary;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The runs below a folder, or the one that it is. Safe for several threads. */
final class ServedRuns {

    /** Runs that are followed at the same time; the one looked at longest ago goes. */
    private static final int OPEN_LIMIT = 3;

    /** All that is held of their histories together: as much as one long history may be. */
    private static final long HELD_LIMIT = WholeHistory.OPERATIONS_LIMIT;

    /** Runs that go on and whose figures are in the overview; others are links there. */
    private static final int FOLLOWED_LIMIT = 16;

    /** A line of the overview, good as long as its files have not changed. */
    private record Line(String files, RunSummary summary) {}

    private final Path folder;
    private final Map<String, LiveRun> open = new LinkedHashMap<>(OPEN_LIMIT * 2, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, LiveRun> eldest) {
            return size() > OPEN_LIMIT;
        }
    };
    private final Map<String, Line> lines = new TreeMap<>();
    private final Map<String, RunningRun> followed = new TreeMap<>();

    ServedRuns(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** Run folders by name, the oldest first. */
    private Map<String, Path> paths() throws IOException {
        Map<String, Path> paths = new TreeMap<>();
        if (RunFolder.isRun(folder)) {
            paths.put(String.valueOf(folder.getFileName()), folder);
            return paths;
        }
        try (Stream<Path> inside = Files.list(folder)) {
            inside.filter(Files::isDirectory)
                    .filter(RunFolder::isRun)
                    .forEach(run -> paths.put(String.valueOf(run.getFileName()), run));
        }
        return paths;
    }

    /** The run of a name that was listed; no path can be made of a name that was not. */
    synchronized @Nullable LiveRun find(String name) throws IOException {
        Path path = paths().get(name);
        if (path == null) {
            open.remove(name);
            return null;
        }
        LiveRun run = open.get(name);
        if (run == null) {
            run = LiveRun.of(path);
            open.put(name, run);
        }
        letGo();
        return run;
    }

    /** The run that was asked for stays, and of the others the ones looked at last that there is room for. */
    private void letGo() {
        long held = open.values().stream().mapToLong(LiveRun::held).sum();
        Iterator<LiveRun> eldest = open.values().iterator();
        while (held > HELD_LIMIT && open.size() > 1) {
            held -= eldest.next().held();
            eldest.remove();
        }
    }

    synchronized String index() throws IOException {
        List<IndexPage.Entry> entries = new ArrayList<>();
        List<IndexPage.Running> running = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        Map<String, Path> paths = paths();
        for (Map.Entry<String, Path> run : paths.entrySet()) {
            try {
                if (RunNow.goesOn(run.getValue())) {
                    running.add(running(run.getKey(), run.getValue()));
                } else {
                    entries.add(
                            new IndexPage.Entry(run.getKey(), line(run.getKey(), run.getValue())));
                }
            } catch (IOException e) {
                problems.add(run.getKey() + ": " + e);
            }
        }
        return IndexPage.renderServed(
                String.valueOf(folder.getFileName()),
                word(paths, running),
                entries,
                running,
                problems);
    }

    /** For a page that follows the overview. */
    synchronized String state() throws IOException {
        List<IndexPage.Running> running = new ArrayList<>();
        Map<String, Path> paths = paths();
        for (Map.Entry<String, Path> run : paths.entrySet()) {
            try {
                if (RunNow.goesOn(run.getValue())) {
                    running.add(running(run.getKey(), run.getValue()));
                }
            } catch (IOException e) {
                // It was taken away meanwhile, and is not among the paths of the next look.
            }
        }
        followed.keySet().retainAll(names(running));
        return IndexPage.stateJson(word(paths, running), running);
    }

    /** Another one when a run has begun or ended. */
    private static String word(Map<String, Path> paths, List<IndexPage.Running> running) {
        return Integer.toHexString(
                31 * paths.keySet().hashCode() + names(running).hashCode());
    }

    private static Set<String> names(List<IndexPage.Running> running) {
        return running.stream().map(IndexPage.Running::folder).collect(Collectors.toSet());
    }

    private IndexPage.Running running(String name, Path path) throws IOException {
        RunningRun run = followed.get(name);
        if (run == null) {
            if (followed.size() >= FOLLOWED_LIMIT) {
                return IndexPage.Running.unseen(name);
            }
            run = new RunningRun(path);
            followed.put(name, run);
        }
        return run.look();
    }

    private RunSummary line(String name, Path path) throws IOException {
        String files = files(path);
        Line known = lines.get(name);
        if (known != null && known.files().equals(files)) {
            return known.summary();
        }
        // By what streams past: no history is held for a line of the overview.
        RunFolder read = RunFolder.read(path);
        RunSummary summary = RunSummary.of(read, RunDigest.of(read));
        lines.put(name, new Line(files, summary));
        return summary;
    }

    private static String files(Path path) throws IOException {
        StringBuilder state = new StringBuilder();
        for (String name : List.of(RunFiles.HISTORY, RunFiles.VERDICT, RunFiles.BENCH)) {
            Path file = path.resolve(name);
            if (Files.exists(file)) {
                state.append(Files.getLastModifiedTime(file))
                        .append(Files.size(file))
                        .append(' ');
            }
        }
        return state.toString();
    }
}
