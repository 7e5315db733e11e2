package dev.assay.chaos.toxiproxy.proxy;

/**
 * Bytes of one direction of a proxy, over all its connections, since the proxy was created.
 *
 * @param receivedBytes read from the senders
 * @param sentBytes handed on to the receivers
 * @param droppedBytes that never will be: swallowed by a toxic, or held when their connection ended
 */
public record StreamTraffic(long receivedBytes, long sentBytes, long droppedBytes) {

    /** What came since an earlier reading. */
    public StreamTraffic since(StreamTraffic earlier) {
        return new StreamTraffic(
                receivedBytes - earlier.receivedBytes,
                sentBytes - earlier.sentBytes,
                droppedBytes - earlier.droppedBytes);
    }
}
