/** How fast: programs to be run by hand, each with the command in its javadoc. No tests. */
package dev.assay.checker.speed;
