package dev.assay.chaos.toxiproxy;

/** A real server's proxies do what the suite says. */
class RealProxyIT extends ProxyConformance {
    RealProxyIT() {
        super(Target.REAL);
    }
}
