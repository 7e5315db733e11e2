/** The list of all commands: {@link dev.assay.server.catalog.Catalog}. A new one is added there. */
@NullMarked
package dev.assay.server.catalog;

import org.jspecify.annotations.NullMarked;
