/** Tests of counterexamples. */
package dev.assay.checker.evidence;
