package dev.assay.checker.invariant;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Jepsen's checks by their names. */
public final class JepsenChecks {

    /** What {@link #of} understands. */
    public static final List<String> NAMES = List.of(
            "set",
            "set-full",
            "counter",
            "queue",
            "total-queue",
            "unique-ids",
            "bank",
            "long-fork",
            "monotonic");

    private JepsenChecks() {}

    /**
     * The check of a name, or null if there is none.
     *
     * @param detail of {@code set-full} {@code linearizable}, of {@code bank} the sum of all accounts,
     *     with {@code ,negative} behind it where a balance may be negative; of the others null
     * @throws IllegalArgumentException if the detail makes no sense
     */
    public static @Nullable Check of(String name, @Nullable String detail) {
        Check check = switch (name) {
            case "set" -> new SetCheck();
            case "set-full" -> new SetFull("linearizable".equals(detail));
            case "counter" -> new CounterBounds();
            case "queue" -> new QueueCheck(false);
            case "total-queue" -> new QueueCheck(true);
            case "unique-ids" -> new UniqueIds();
            case "bank" -> bank(detail);
            case "long-fork" -> new LongFork();
            case "monotonic" -> new Monotonic();
            default -> null;
        };
        boolean understood = detail == null
                || name.equals("bank")
                || (name.equals("set-full") && detail.equals("linearizable"));
        if (check != null && !understood) {
            throw new IllegalArgumentException("check '" + name + ":" + detail + "': expected "
                    + name + (name.equals("set-full") ? " or set-full:linearizable" : ""));
        }
        return check;
    }

    private static Check bank(@Nullable String detail) {
        if (detail == null) {
            return new Bank(null, false);
        }
        boolean mayOwe = detail.endsWith(",negative");
        String total = mayOwe ? detail.substring(0, detail.indexOf(',')) : detail;
        if (!total.matches("\\d{1,18}")) {
            throw new IllegalArgumentException("check 'bank:" + detail
                    + "': expected the sum of all accounts, such as bank:100 or bank:100,negative");
        }
        return new Bank(Long.valueOf(total), mayOwe);
    }
}
