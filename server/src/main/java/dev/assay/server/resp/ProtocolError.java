package dev.assay.server.resp;

import dev.assay.server.data.Reply;

/** Bytes that are no request: the error is sent behind all replies, then the connection closes. */
record ProtocolError(String text) {

    Reply reply() {
        return new Reply.Error("ERR Protocol error: " + text);
    }
}
