package dev.assay.chaos.toxiproxy;

/** The twin answers requests as Toxiproxy does. */
class TwinControlApiTest extends ControlApiConformance {
    TwinControlApiTest() {
        super(Target.TWIN);
    }
}
