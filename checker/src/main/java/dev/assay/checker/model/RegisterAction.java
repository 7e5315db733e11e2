package dev.assay.checker.model;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * What one operation did to, and saw of, an object that holds one value. Engines know this form and
 * treat it faster than others; a model of one's own may use it too.
 *
 * @param expected the value seen (read, cas), or not seen (mismatch); null is a missing value
 * @param put the value left behind (write, cas)
 */
public record RegisterAction(
        Kind kind, @Nullable Object expected, @Nullable Object put) {

    /** What can be said of a register. */
    public enum Kind {
        /** The state was {@code expected}. */
        READ,
        /** The state became {@code put}. */
        WRITE,
        /** The state was {@code expected} and became {@code put}. */
        CAS,
        /** The state was not {@code expected}. */
        MISMATCH,
        /** If the state was {@code expected} it became {@code put}, else it stayed. */
        CAS_IF
    }

    public RegisterAction {
        Objects.requireNonNull(kind, "kind");
    }

    public static RegisterAction read(@Nullable Object value) {
        return new RegisterAction(Kind.READ, value, null);
    }

    public static RegisterAction write(@Nullable Object value) {
        return new RegisterAction(Kind.WRITE, null, value);
    }

    public static RegisterAction cas(@Nullable Object from, @Nullable Object to) {
        return new RegisterAction(Kind.CAS, from, to);
    }

    public static RegisterAction mismatch(@Nullable Object from) {
        return new RegisterAction(Kind.MISMATCH, from, null);
    }

    public static RegisterAction casIf(@Nullable Object from, @Nullable Object to) {
        return new RegisterAction(Kind.CAS_IF, from, to);
    }

    /** Whether it can have happened only while the state was {@link #expected}. */
    public boolean requires() {
        return kind == Kind.READ || kind == Kind.CAS;
    }

    /** Whether it may leave {@link #put} behind. */
    public boolean puts() {
        return kind == Kind.WRITE || kind == Kind.CAS || kind == Kind.CAS_IF;
    }

    /** Whether it leaves every state as it was. */
    public boolean readOnly() {
        return !puts() || (kind != Kind.WRITE && Objects.equals(expected, put));
    }
}
