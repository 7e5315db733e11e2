package dev.assay.chaos.toxiproxy;

/** A real server's toxics do what the suite says. */
class RealToxicsIT extends ToxicConformance {
    RealToxicsIT() {
        super(Target.REAL);
    }
}
