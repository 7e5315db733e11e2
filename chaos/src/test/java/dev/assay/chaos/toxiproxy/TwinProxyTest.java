package dev.assay.chaos.toxiproxy;

/** The twin's proxies are Toxiproxy's. */
class TwinProxyTest extends ProxyConformance {
    TwinProxyTest() {
        super(Target.TWIN);
    }
}
