package dev.assay.server.data;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * A string of bytes: a key, a value or an argument, of any content. Immutable by convention: the
 * array is shared, neither {@link #wrap} nor {@link #array} copies, and nobody writes to it.
 */
public final class Bytes implements Comparable<Bytes> {

    /** Digits of {@link Long#MIN_VALUE} with its sign; nothing longer is a number. */
    private static final int LONG_DIGITS_MAX = 20;

    private final byte[] array;
    private int hash;

    private Bytes(byte[] array) {
        this.array = array;
    }

    public static Bytes wrap(byte[] array) {
        return new Bytes(array);
    }

    public static Bytes of(String text) {
        return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A number as decimal digits. */
    public static Bytes of(long number) {
        return of(Long.toString(number));
    }

    /** The bytes themselves, not to be changed. */
    public byte[] array() {
        return array;
    }

    public int length() {
        return array.length;
    }

    /** As UTF-8; what is not UTF-8 becomes replacement characters. */
    public String text() {
        return new String(array, StandardCharsets.UTF_8);
    }

    /** A copy of what is behind the first few. */
    public Bytes from(int start) {
        return new Bytes(Arrays.copyOfRange(array, start, array.length));
    }

    /** Whether this is {@code word} when the case of ASCII letters is ignored. */
    public boolean is(String word) {
        if (array.length != word.length()) {
            return false;
        }
        for (int i = 0; i < array.length; i++) {
            if (lower(array[i]) != lower((byte) word.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /**
     * As a decimal number, as strictly as Redis reads one: no plus sign, no leading zero, no blank,
     * no more than 64 bits.
     */
    public OptionalLong asLong() {
        int length = array.length;
        if (length == 0 || length > LONG_DIGITS_MAX) {
            return OptionalLong.empty();
        }
        boolean negative = array[0] == '-';
        int first = negative ? 1 : 0;
        if (first == length || (array[first] == '0' && length > 1)) {
            return OptionalLong.empty();
        }
        for (int i = first; i < length; i++) {
            if (array[i] < '0' || array[i] > '9') {
                return OptionalLong.empty();
            }
        }
        try {
            return OptionalLong.of(Long.parseLong(new String(array, StandardCharsets.US_ASCII)));
        } catch (NumberFormatException beyond64Bits) {
            return OptionalLong.empty();
        }
    }

    private static int lower(byte b) {
        return b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b;
    }

    /** By bytes, unsigned; a prefix comes first. */
    @Override
    public int compareTo(Bytes that) {
        return Arrays.compareUnsigned(array, that.array);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(array, that.array);
    }

    @Override
    public int hashCode() {
        if (hash == 0) {
            hash = Arrays.hashCode(array);
        }
        return hash;
    }

    @Override
    public String toString() {
        return text();
    }
}
