package dev.assay.chaos.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The shipped scenarios, and the sets that Maven runs. */
public final class Catalog {

    /** Names of the sets. */
    public static final List<String> SETS = List.of("quick", "full");

    private Catalog() {}

    /** All scenarios, in the order in which a set runs them. */
    public static List<Scenario> all() {
        List<Scenario> all = new ArrayList<>(SoundScenarios.ALL);
        all.addAll(Controls.ALL);
        all.addAll(ForeignScenarios.ALL);
        return List.copyOf(all);
    }

    /** The known-bad servers, each under what shows it best. */
    public static List<Scenario> controls() {
        return Controls.ALL;
    }

    /** The scenarios of a set, or empty when there is no such set. */
    public static Optional<List<Scenario>> set(String name) {
        return switch (name) {
            case "quick" -> Optional.of(all().stream().filter(Scenario::quick).toList());
            case "full" -> Optional.of(all());
            default -> Optional.empty();
        };
    }

    /** The scenario of a name. */
    public static Optional<Scenario> find(String name) {
        return all().stream().filter(scenario -> scenario.name().equals(name)).findFirst();
    }
}
