/** Tests of the command line. */
package dev.assay.checker.cli;
