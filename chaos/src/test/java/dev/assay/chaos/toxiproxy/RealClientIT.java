package dev.assay.chaos.toxiproxy;

/** The official client gets along with a real server. */
class RealClientIT extends ClientConformance {
    RealClientIT() {
        super(Target.REAL);
    }
}
