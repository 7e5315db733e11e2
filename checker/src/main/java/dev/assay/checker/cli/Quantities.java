package dev.assay.checker.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts as people type them: {@code 60s}, {@code 2g}. */
final class Quantities {

    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,9})([a-z]*)");

    private static final Map<String, Long> MILLIS =
            Map.of("ms", 1L, "s", 1_000L, "", 1_000L, "m", 60_000L, "h", 3_600_000L);

    private static final Map<String, Long> BYTES =
            Map.of("", 1L, "k", 1L << 10, "m", 1L << 20, "g", 1L << 30);

    private Quantities() {}

    /** {@code 500ms}, {@code 60s}, {@code 5m}, {@code 1h}; a bare number is seconds. */
    static final class Time implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            return Duration.ofMillis(amount(text, MILLIS, "500ms, 60s, 5m or 1h"));
        }
    }

    /** {@code 512m}, {@code 2g}; a bare number is bytes. */
    static final class Memory implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            return amount(text, BYTES, "512m or 2g");
        }
    }

    private static long amount(String text, Map<String, Long> units, String examples) {
        Matcher matcher = AMOUNT.matcher(text.toLowerCase(Locale.ROOT));
        Long unit = matcher.matches() ? units.get(matcher.group(2)) : null;
        if (unit == null || Long.parseLong(matcher.group(1)) == 0) {
            throw new TypeConversionException(
                    "'" + text + "': expected something like " + examples);
        }
        return Long.parseLong(matcher.group(1)) * unit;
    }
}
