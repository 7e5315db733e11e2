/** Tests of what is written of verdicts. */
package dev.assay.checker.export;
