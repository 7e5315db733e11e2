/** Tests of the door, the corpora, and the architecture. */
package dev.assay.checker;
