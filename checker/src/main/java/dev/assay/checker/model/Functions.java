package dev.assay.checker.model;

import java.util.Set;
import java.util.TreeSet;

/** What is wrong with an operation that a model does not know. */
final class Functions {

    private Functions() {}

    static IllegalArgumentException unknown(String f, Set<String> known) {
        return new IllegalArgumentException(
                "function '" + f + "': expected one of " + new TreeSet<>(known));
    }
}
