/** One class of ours in the place of one of Ratis': {@code BufferedWriteChannel}. */
@NullMarked
package org.apache.ratis.server.raftlog.segmented;

import org.jspecify.annotations.NullMarked;
