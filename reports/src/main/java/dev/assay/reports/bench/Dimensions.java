package dev.assay.reports.bench;

import dev.assay.reports.run.BenchRow;
import dev.assay.reports.run.RunSpec;
import dev.assay.reports.summary.Figures;
import dev.assay.reports.text.VisibleText;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What some rows have in common, which is said once, and what tells them apart, which names them.
 */
final class Dimensions {

    static final String CLIENTS = "clients";
    static final String RATE = "offered";

    private static final int TEXT_LIMIT = 80;

    private final Set<String> varying;
    private final Map<String, String> first;

    private Dimensions(Set<String> varying, Map<String, String> first) {
        this.varying = varying;
        this.first = first;
    }

    /** @param rows at least one */
    static Dimensions of(List<BenchRow> rows) {
        Map<String, String> first = all(rows.get(0));
        Set<String> varying = first.keySet().stream()
                .filter(name -> rows.stream()
                        .anyMatch(row -> !Objects.equals(all(row).get(name), first.get(name))))
                .collect(Collectors.toSet());
        return new Dimensions(varying, first);
    }

    /** Everything but the test, as words that can stand alone. */
    static Map<String, String> all(BenchRow row) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("system", line(row.system()));
        all.put("driver", "by " + line(row.driver()));
        all.put(
                "durability",
                row.durability().equals(RunSpec.NOT_STATED)
                        ? "durability " + RunSpec.NOT_STATED
                        : line(row.durability()));
        all.put("read level", "reads " + line(row.readLevel()));
        all.put("nodes", row.nodes() == 0 ? "nodes not known" : Figures.count(row.nodes(), "node"));
        all.put(CLIENTS, Figures.count(row.clients(), "client"));
        all.put("pipeline", "pipeline " + row.pipeline());
        all.put("payload", line(row.payload()));
        Double rate = row.ratePerSecond();
        all.put(
                RATE,
                rate == null ? "closed loop" : Figures.count(Math.round(rate)) + " /s offered");
        return all;
    }

    private static String line(String text) {
        return VisibleText.line(text, TEXT_LIMIT);
    }

    /** What a row is called among the others, without these. */
    String name(BenchRow row, String... without) {
        List<String> words = new ArrayList<>();
        all(row).forEach((name, value) -> {
            if (varying.contains(name) && !List.of(without).contains(name)) {
                words.add(value);
            }
        });
        return words.isEmpty() ? line(row.system()) : String.join(", ", words);
    }

    /** What holds for all of them. */
    String common() {
        return first.entrySet().stream()
                .filter(entry -> !varying.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.joining(", "));
    }

    /** What a row is called over all runs: everything that makes it comparable. */
    static String identity(BenchRow row) {
        return line(row.test()) + ": " + String.join(", ", all(row).values());
    }
}
