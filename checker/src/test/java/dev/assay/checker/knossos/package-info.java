/** Tests of Knossos as an engine, without Knossos but with Clojure. */
package dev.assay.checker.knossos;
