package dev.assay.server.raft;

import dev.assay.server.data.Failure;

/** Where a request must go to reach the log. */
public sealed interface Route {

    /** This node leads and may propose. */
    record Self() implements Route {}

    /** Another node leads, as far as this one knows. */
    record Other(Member leader) implements Route {}

    /** Nowhere, for now. */
    record Nowhere(Failure failure) implements Route {}
}
