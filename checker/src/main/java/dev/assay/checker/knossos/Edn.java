package dev.assay.checker.knossos;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Values of a history in EDN, as Clojure's own reader takes them. */
final class Edn {

    private Edn() {}

    static String of(@Nullable Object value) {
        if (value == null) {
            return "nil";
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Edn::of).collect(Collectors.joining(" ", "[", "]"));
        }
        if (value instanceof Boolean || value instanceof Long || value instanceof Integer) {
            return value.toString();
        }
        if (value instanceof Double number) {
            return Double.isFinite(number) ? number.toString() : string(number.toString());
        }
        return string(value.toString());
    }

    private static String string(String text) {
        StringBuilder edn = new StringBuilder(text.length() + 2).append('"');
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                edn.append('\\').append(c);
            } else if (c < ' ') {
                edn.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                edn.append(c);
            }
        }
        return edn.append('"').toString();
    }
}
