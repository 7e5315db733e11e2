package dev.assay.chaos.toxiproxy;

/** The twin's toxics are Toxiproxy's. */
class TwinToxicsTest extends ToxicConformance {
    TwinToxicsTest() {
        super(Target.TWIN);
    }
}
