package dev.assay.bench.record;

/** Where latencies go, such as {@code latency.hlog}. Thread-safe. */
public interface LatencySink {
    /**
     * @param f kind of operation
     * @param serviceNanos from the request to its reply
     * @param responseNanos from the moment the request was meant to be sent to its reply: what a user
     *     who does not wait for others would have seen
     */
    void record(String f, long serviceNanos, long responseNanos);
}
