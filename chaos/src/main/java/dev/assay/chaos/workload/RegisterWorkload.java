package dev.assay.chaos.workload;

import dev.assay.bench.generator.Generator;
import dev.assay.bench.generator.RegisterGenerator;
import dev.assay.bench.generator.RegisterMix;
import dev.assay.bench.system.CasStyle;
import dev.assay.bench.system.Protocol;
import dev.assay.bench.system.SystemDescription;
import dev.assay.checker.Budget;
import dev.assay.checker.Linearizability;
import dev.assay.checker.history.History;
import dev.assay.checker.history.HistoryException;
import dev.assay.checker.model.Models;
import dev.assay.checker.verdict.CheckResult;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** Registers that are read, written and compared-and-set: linearizable, key by key. */
public record RegisterWorkload(String name, String summary, RegisterMix mix) implements Workload {

    /** Registers start out missing; a refused compare-and-set tells what was not there. */
    public static final String MODEL = "cas-register";

    private static final String KEY_PREFIX = "r";

    @Override
    public Map<String, String> settings(SystemDescription system) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("keys", Integer.toString(mix.keys()));
        settings.put("reads", mix.readPercent() + " %");
        settings.put("cas", mix.casPercent() + " % (" + system.cas() + ")");
        return settings;
    }

    @Override
    public Set<Protocol> protocols() {
        return Set.of(Protocol.values());
    }

    @Override
    public Generator generator(int client, SplittableRandom random, SystemDescription system) {
        RegisterMix able = system.cas() == CasStyle.NONE ? mix.withoutCas() : mix;
        return new RegisterGenerator(able, client, KEY_PREFIX, random);
    }

    @Override
    public CheckResult check(History history, Budget budget) throws HistoryException {
        return Linearizability.check(history, Models.of(MODEL), budget);
    }

    @Override
    public List<String> assumptions() {
        return List.of(
                "each value is written at most once, so that what a read saw tells who wrote it");
    }
}
