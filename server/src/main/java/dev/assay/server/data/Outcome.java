package dev.assay.server.data;

/** How a request ended. */
public sealed interface Outcome {

    /** The reply for a client that wants only that. */
    Reply reply();

    /**
     * It has a result.
     *
     * @param index the log entry that made the result, or up to which a read has seen the log
     */
    record Done(Reply reply, long index) implements Outcome {}

    /** It has none; the failure says whether it may have happened all the same. */
    record Failed(Failure failure) implements Outcome {
        @Override
        public Reply reply() {
            return failure.reply();
        }
    }
}
