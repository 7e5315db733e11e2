/** Tests of histories and their assumptions. */
package dev.assay.checker.history;
