/** One class of ours in the place of one of Ratis': {@code RaftStorageMetadataFileImpl}. */
@NullMarked
package org.apache.ratis.server.storage;

import org.jspecify.annotations.NullMarked;
