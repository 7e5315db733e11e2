package dev.assay.chaos.fault;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Several faults at once, injected in this order and healed in the other. */
public record Several(List<Fault> faults) implements Fault {

    public Several {
        faults = List.copyOf(faults);
        if (faults.isEmpty()) {
            throw new IllegalArgumentException("several: expected one fault or more");
        }
    }

    public static Several of(Fault... faults) {
        return new Several(List.of(faults));
    }

    @Override
    public String name() {
        return faults.stream().map(Fault::name).collect(Collectors.joining("+"));
    }

    @Override
    public Map<String, String> parameters() {
        Map<String, String> all = new LinkedHashMap<>();
        for (Fault fault : faults) {
            fault.parameters().forEach((key, value) -> all.put(fault.name() + " " + key, value));
        }
        return all;
    }

    /** Two faults together may take the majority that neither takes alone. */
    @Override
    public boolean serviceExpected() {
        return faults.size() == 1 && faults.get(0).serviceExpected();
    }

    @Override
    public int nodesMin() {
        return faults.stream().mapToInt(Fault::nodesMin).max().orElse(1);
    }

    @Override
    public Set<Need> needs() {
        return faults.stream()
                .flatMap(fault -> fault.needs().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Active inject(FaultContext context) throws IOException, InterruptedException {
        List<Active> active = new ArrayList<>();
        for (Fault fault : faults) {
            try {
                active.add(0, fault.inject(context));
            } catch (IOException | RuntimeException e) {
                healAll(active, e);
                throw e;
            }
        }
        List<Active> healing = List.copyOf(active);
        return new Active() {
            @Override
            public List<String> targets() {
                List<String> targets = new ArrayList<>();
                healing.forEach(one -> targets.addAll(0, one.targets()));
                return targets;
            }

            @Override
            public @Nullable String effect() throws IOException, InterruptedException {
                List<String> seen = new ArrayList<>();
                for (Active one : healing) {
                    @Nullable String effect = one.effect();
                    if (effect == null) {
                        return null;
                    }
                    seen.add(effect);
                }
                Collections.reverse(seen);
                return String.join("; ", seen);
            }

            @Override
            public void heal() throws IOException, InterruptedException {
                IOException failure = new IOException("not all was healed");
                healAll(healing, failure);
                if (failure.getSuppressed().length > 0) {
                    throw failure;
                }
            }
        };
    }

    private static void healAll(List<Active> active, Exception failure)
            throws InterruptedException {
        for (Active one : active) {
            try {
                one.heal();
            } catch (IOException | RuntimeException e) {
                failure.addSuppressed(e);
            }
        }
    }
}
