package dev.assay.server.type;

import dev.assay.server.data.Bytes;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Numbers with a fraction, read and written as Redis does. */
public final class Numbers {

    /** As many places behind the point as INCRBYFLOAT gives. */
    private static final int FRACTION_DIGITS = 17;

    /** No number of more is read: longer than any that Redis writes. */
    private static final int LENGTH_MAX = 5 * 1024;

    /** Beyond that a decimal fraction is out of a long double's range. */
    private static final int EXPONENT_MAX = 4_932;

    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,9})?");
    private static final Pattern INFINITE = Pattern.compile("(?i)[+-]?inf(inity)?");

    private Numbers() {}

    /** A score or an increment; no NaN, and nothing around the number. */
    public static OptionalDouble parseDouble(Bytes bytes) {
        if (bytes.length() > LENGTH_MAX) {
            return OptionalDouble.empty();
        }
        String text = new String(bytes.array(), StandardCharsets.ISO_8859_1);
        if (DECIMAL.matcher(text).matches()) {
            return OptionalDouble.of(Double.parseDouble(text));
        }
        if (INFINITE.matcher(text).matches()) {
            return OptionalDouble.of(
                    text.charAt(0) == '-' ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
        }
        return OptionalDouble.empty();
    }

    /** The same, exactly, and only what is finite. */
    public static Optional<BigDecimal> parseDecimal(Bytes bytes) {
        if (bytes.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        String text = new String(bytes.array(), StandardCharsets.ISO_8859_1);
        if (!DECIMAL.matcher(text).matches()) {
            return Optional.empty();
        }
        BigDecimal number = new BigDecimal(text);
        long magnitude = (long) number.precision() - number.scale();
        if (number.signum() == 0 || magnitude < -EXPONENT_MAX) {
            return Optional.of(BigDecimal.ZERO);
        }
        return magnitude > EXPONENT_MAX ? Optional.empty() : Optional.of(number);
    }

    /** A decimal number without exponent, with what Redis shows of its fraction. */
    public static String format(BigDecimal number) {
        BigDecimal rounded = number.setScale(FRACTION_DIGITS, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /** The shortest text that reads back as the same score. */
    public static String format(double number) {
        if (Double.isInfinite(number)) {
            return number > 0 ? "inf" : "-inf";
        }
        if (number == Math.rint(number) && Math.abs(number) < 1e17) {
            return Long.toString((long) number);
        }
        BigDecimal decimal = new BigDecimal(Double.toString(number), MathContext.UNLIMITED);
        String digits = decimal.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - decimal.scale();
        String sign = number < 0 ? "-" : "";
        if (exponent >= -5 && exponent < 17) {
            return decimal.stripTrailingZeros().toPlainString();
        }
        String stripped = digits.replaceAll("0+$", "");
        return sign
                + stripped.charAt(0)
                + (stripped.length() > 1 ? "." + stripped.substring(1) : "")
                + (exponent < 0 ? "e-" : "e+")
                + String.format("%02d", Math.abs(exponent));
    }
}
