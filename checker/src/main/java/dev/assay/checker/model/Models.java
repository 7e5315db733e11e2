package dev.assay.checker.model;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/** The models that come with Assay, by their names. */
public final class Models {

    /** What {@link #of} understands, for a help text. */
    public static final List<String> NAMES = List.of(
            "register",
            "cas-register",
            "cas-register-lax",
            "cas-register-knossos",
            "multi-register",
            "counter",
            "set",
            "fifo-queue",
            "unordered-queue",
            "stack",
            "mutex",
            "append-list",
            "string-append");

    private Models() {}

    /**
     * The model of {@code NAME} or {@code NAME:INITIAL}. The initial value is a whole number where
     * it looks like one, missing if it is {@code nil} or left out, and a string otherwise; of a
     * multi-register it is {@code x=0,y=0}. What begins empty takes none.
     *
     * @throws IllegalArgumentException if there is none of that name, listing those there are
     */
    public static Model<?, ?> of(String spec) {
        int colon = spec.indexOf(':');
        String name = colon < 0 ? spec : spec.substring(0, colon);
        String text = colon < 0 ? null : spec.substring(colon + 1);
        Object initial = text == null ? null : initial(text);
        return switch (name) {
            case "register" -> Register.register(initial);
            case "cas-register" -> Register.casRegister(initial, Register.FailedCas.OBSERVES);
            case "cas-register-lax" ->
                Register.casRegister(initial, Register.FailedCas.SAYS_NOTHING);
            case "cas-register-knossos" -> Register.knossosCasRegister(initial);
            case "multi-register" -> MultiRegister.of(text);
            case "counter" -> new Counter(initial == null ? 0 : whole(spec, initial));
            default -> withoutInitial(spec, name, text);
        };
    }

    private static Model<?, ?> withoutInitial(String spec, String name, @Nullable String initial) {
        Model<?, ?> model = switch (name) {
            case "set" -> new ValueSet();
            case "fifo-queue" -> new FifoQueue();
            case "unordered-queue" -> new UnorderedQueue();
            case "stack" -> new Stack();
            case "mutex" -> new Mutex();
            case "append-list" -> new AppendList();
            case "string-append" -> new StringAppend();
            default ->
                throw new IllegalArgumentException(
                        "model '" + name + "': expected one of " + String.join(", ", NAMES));
        };
        if (initial != null) {
            throw new IllegalArgumentException("model '" + spec + "': expected " + name
                    + " without an initial value, since it begins empty");
        }
        return model;
    }

    private static long whole(String spec, Object initial) {
        if (initial instanceof Long number) {
            return number;
        }
        throw new IllegalArgumentException(
                "model '" + spec + "': expected a whole number behind the colon");
    }

    /** The first model, in the order of {@link #NAMES}, that knows all of these functions. */
    public static @Nullable Model<?, ?> knowing(Set<String> functions) {
        return NAMES.stream()
                .<Model<?, ?>>map(Models::of)
                .filter(model -> model.functions().containsAll(functions))
                .findFirst()
                .orElse(null);
    }

    static @Nullable Object initial(String text) {
        if (text.equals("nil")) {
            return null;
        }
        return text.matches("-?\\d{1,18}") ? (Object) Long.valueOf(text) : text;
    }
}
