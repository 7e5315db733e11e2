/**
 * Transactions: {@link dev.assay.checker.txn.ListAppend} and {@link dev.assay.checker.txn.RwRegister}
 * find out which transaction must have come before which, and look for cycles, as Elle does (Kingsbury
 * and Alvaro, VLDB 2020). The names of anomalies are Adya's (1999) and Elle's.
 */
@NullMarked
package dev.assay.checker.txn;

import org.jspecify.annotations.NullMarked;
