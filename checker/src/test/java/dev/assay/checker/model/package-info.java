/** Tests of the models. */
package dev.assay.checker.model;
