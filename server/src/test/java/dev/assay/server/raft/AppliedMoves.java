package dev.assay.server.raft;

/** Moves the applied index as the apply thread does, for tests of other packages. */
public final class AppliedMoves {

    private AppliedMoves() {}

    public static void to(Applied applied, long index) {
        applied.advance(index);
    }
}
