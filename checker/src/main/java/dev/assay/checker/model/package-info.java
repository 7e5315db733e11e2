/**
 * What an object may do when nothing is concurrent: {@link dev.assay.checker.model.Model} is the
 * port, {@link dev.assay.checker.model.Models} knows the ones that come with Assay by name.
 */
@NullMarked
package dev.assay.checker.model;

import org.jspecify.annotations.NullMarked;
