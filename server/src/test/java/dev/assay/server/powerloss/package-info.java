/**
 * Bad disks and clocks for tests: {@link dev.assay.server.powerloss.PowerLoss} is the door for tests
 * of this module, {@link dev.assay.server.powerloss.SeamAgent} for nodes under chaos.
 */
@NullMarked
package dev.assay.server.powerloss;

import org.jspecify.annotations.NullMarked;
