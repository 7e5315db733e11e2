/**
 * Known-bad servers, each the real one with one joint exchanged: the controls of the chaos runs,
 * which must be judged invalid. {@link dev.assay.server.mutant.MutantHraftd} starts them; they are
 * packed into the tests' jar, and nothing in the server's own jar leads to them.
 */
@NullMarked
package dev.assay.server.mutant;

import org.jspecify.annotations.NullMarked;
