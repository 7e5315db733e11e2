package dev.assay.checker.engine;

import dev.assay.checker.history.Operation;
import dev.assay.checker.model.Model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The door: the engines that come with Assay. */
public final class Engines {

    /** A monitor where one knows the object, else the search. */
    public static final Engine AUTO = new BuiltIn("auto") {
        @Override
        <S, A> Decision decide(Timeline<A> timeline, Model<S, A> model, Limit limit) {
            return Monitors.decideOrSearch(timeline, model, limit);
        }
    };

    /** Near-linear in the history, for the objects that theory has something for. */
    public static final Engine MONITOR = new BuiltIn("monitor") {
        @Override
        <S, A> Decision decide(Timeline<A> timeline, Model<S, A> model, Limit limit) {
            return Monitors.decide(timeline, model, limit);
        }
    };

    /** The search of Wing and Gong (1993) and Lowe (2017), for any model. */
    public static final Engine WGL = new BuiltIn("wgl") {
        @Override
        <S, A> Decision decide(Timeline<A> timeline, Model<S, A> model, Limit limit) {
            return Monitors.search(timeline, model, limit);
        }
    };

    /** Just-in-time linearization (Lowe 2017), for any model. */
    public static final Engine JIT = new BuiltIn("jit") {
        @Override
        <S, A> Decision decide(Timeline<A> timeline, Model<S, A> model, Limit limit) {
            return new JustInTime(timeline, Monitors.steps(timeline, model, limit), limit).run();
        }
    };

    private static final List<Engine> BUILT_IN = List.of(MONITOR, WGL, JIT);

    private static final String ALL = "all";

    private Engines() {}

    /** What {@link #of} understands, for a help text. */
    public static List<String> names(List<Engine> more) {
        return Stream.of(
                        Stream.of(AUTO.name()),
                        Stream.concat(BUILT_IN.stream(), more.stream()).map(Engine::name),
                        Stream.of(ALL))
                .flatMap(names -> names)
                .toList();
    }

    /**
     * The engine of this name, among those that come with Assay and {@code more}. {@code all} asks
     * all of them but {@link #AUTO}, and gives {@link Decision.Disagreement} if one says linearizable
     * and another says not.
     *
     * @throws IllegalArgumentException if there is none of that name, listing those there are
     */
    public static Engine of(String name, List<Engine> more) {
        List<Engine> all = new ArrayList<>(BUILT_IN);
        all.addAll(more);
        if (name.equals(ALL)) {
            return new CrossCheck(all);
        }
        all.add(AUTO);
        return all.stream()
                .filter(engine -> engine.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("engine '" + name
                        + "': expected one of "
                        + names(more).stream().collect(Collectors.joining(", "))));
    }

    /** One that works on a timeline. */
    private abstract static class BuiltIn implements Engine {
        private final String name;

        private BuiltIn(String name) {
            this.name = name;
        }

        abstract <S, A> Decision decide(Timeline<A> timeline, Model<S, A> model, Limit limit);

        @Override
        public String name() {
            return name;
        }

        @Override
        public <S, A> Decision decide(List<Operation> operations, Model<S, A> model, Limit limit) {
            try {
                return decide(Timeline.of(operations, model, limit), model, limit);
            } catch (Exhausted e) {
                return new Decision.Undecided(
                        e.isOfMemory() ? Decision.Cause.MEMORY : Decision.Cause.TIME, "", 0, 0);
            }
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
