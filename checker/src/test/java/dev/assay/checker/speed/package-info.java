/**
 * How fast: programs to be run by hand, each with the command in its javadoc; all of them by {@code
 * checker/speed/tables}. No tests.
 */
package dev.assay.checker.speed;
