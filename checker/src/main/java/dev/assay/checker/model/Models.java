package dev.assay.checker.model;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/** The models that come with Assay, by their names. */
public final class Models {

    /** What {@link #of} understands, for a help text. */
    public static final List<String> NAMES =
            List.of("register", "cas-register", "cas-register-lax", "string-append");

    private Models() {}

    /**
     * The model of {@code NAME} or {@code NAME:INITIAL}. The initial value is a whole number where
     * it looks like one, missing if it is {@code nil} or left out, and a string otherwise.
     *
     * @throws IllegalArgumentException if there is none of that name, listing those there are
     */
    public static Model<?, ?> of(String spec) {
        int colon = spec.indexOf(':');
        String name = colon < 0 ? spec : spec.substring(0, colon);
        Object initial = colon < 0 ? null : initial(spec.substring(colon + 1));
        return switch (name) {
            case "register" -> Register.register(initial);
            case "cas-register" -> Register.casRegister(initial, Register.FailedCas.OBSERVES);
            case "cas-register-lax" ->
                Register.casRegister(initial, Register.FailedCas.SAYS_NOTHING);
            case "string-append" -> new StringAppend();
            default ->
                throw new IllegalArgumentException(
                        "model '" + name + "': expected one of " + String.join(", ", NAMES));
        };
    }

    /** The first model, in the order of {@link #NAMES}, that knows all of these functions. */
    public static @Nullable Model<?, ?> knowing(Set<String> functions) {
        return NAMES.stream()
                .<Model<?, ?>>map(Models::of)
                .filter(model -> model.functions().containsAll(functions))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Object initial(String text) {
        if (text.equals("nil")) {
            return null;
        }
        return text.matches("-?\\d{1,18}") ? (Object) Long.valueOf(text) : text;
    }
}
