package dev.assay.bench.generator;

import java.util.List;

/** Asks each server of a cluster for keys of its own; all sources count the same kinds. */
public record PerServer(List<CommandSource> sources) implements CommandSource {
    public PerServer {
        sources = List.copyOf(sources);
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("sources: none, expected one for each server");
        }
    }

    @Override
    public List<String> kinds() {
        return sources.get(0).kinds();
    }

    @Override
    public Command next() {
        return next(0);
    }

    @Override
    public Command next(int server) {
        return sources.get(server).next();
    }
}
