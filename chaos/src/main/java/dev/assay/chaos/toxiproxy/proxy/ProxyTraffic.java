package dev.assay.chaos.toxiproxy.proxy;

/** Bytes of one proxy in both directions. */
public record ProxyTraffic(StreamTraffic upstream, StreamTraffic downstream) {

    /** What came since an earlier reading. */
    public ProxyTraffic since(ProxyTraffic earlier) {
        return new ProxyTraffic(
                upstream.since(earlier.upstream), downstream.since(earlier.downstream));
    }
}
