/** JUnit's way in: {@link dev.assay.chaos.junit.ConsistencyTest}. */
@NullMarked
package dev.assay.chaos.junit;

import org.jspecify.annotations.NullMarked;
