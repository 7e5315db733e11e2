/** Tests of the engines, each against the oracle that tries all orders. */
package dev.assay.checker.txn;
