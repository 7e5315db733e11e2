package dev.assay.bench.client;

import dev.assay.bench.system.OutcomeTable;

import org.jspecify.annotations.Nullable;

/** What is known of a request after its reply, or after there was none. */
public sealed interface Outcome {
    /** It took effect. {@code value} is the result as a history has it: null for a missing key. */
    record Ok(@Nullable Object value) implements Outcome {}

    /** A compare-and-set that the system refused because it compared unequal: an observation. */
    record Mismatch() implements Outcome {}

    /** It surely did not and will not happen. */
    record Failed(String error) implements Outcome {}

    /** Nobody knows. The client that saw this must not be used again under the same process. */
    record Unknown(String error) implements Outcome {}

    /** Of an error reply, by the system's own table. */
    static Outcome refused(OutcomeTable table, Request request, String error) {
        return table.surelyDidNotHappen(error) ? new Failed(error) : lost(request, error);
    }

    /** Of a request without a usable answer: a read has no effect, anything else may have happened. */
    static Outcome lost(Request request, String error) {
        return request.readOnly() ? new Failed(error) : new Unknown(error);
    }
}
