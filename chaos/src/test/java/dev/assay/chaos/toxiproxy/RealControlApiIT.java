package dev.assay.chaos.toxiproxy;

/** A real server answers as the suite says. */
class RealControlApiIT extends ControlApiConformance {
    RealControlApiIT() {
        super(Target.REAL);
    }
}
