/**
 * Decides whether the operations on one object are linearizable. {@link
 * dev.assay.checker.engine.Engines} is the door; an {@link dev.assay.checker.engine.Engine} makes a
 * {@link dev.assay.checker.engine.Timeline} of the operations and hands it to a monitor, to the
 * search, or to just-in-time linearization. Pure: no clock, thread or chance; the {@link
 * dev.assay.checker.engine.Limit} comes from outside.
 */
@NullMarked
package dev.assay.checker.engine;

import org.jspecify.annotations.NullMarked;
