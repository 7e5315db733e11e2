/**
 * What is left of consistency where reads may be stale: {@link dev.assay.checker.session.Sequential},
 * {@link dev.assay.checker.session.SessionGuarantee} (Terry and others 1994) and {@link
 * dev.assay.checker.session.Staleness}, all over registers in which each value is written once.
 */
@NullMarked
package dev.assay.checker.session;

import org.jspecify.annotations.NullMarked;
