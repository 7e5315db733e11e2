/** Power loss for tests: {@link dev.assay.server.powerloss.PowerLoss} is its door. */
@NullMarked
package dev.assay.server.powerloss;

import org.jspecify.annotations.NullMarked;
