package dev.assay.chaos.toxiproxy;

/** The official client gets along with the twin. */
class TwinClientTest extends ClientConformance {
    TwinClientTest() {
        super(Target.TWIN);
    }
}
