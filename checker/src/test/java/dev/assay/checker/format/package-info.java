/** Tests of the file formats. */
package dev.assay.checker.format;
