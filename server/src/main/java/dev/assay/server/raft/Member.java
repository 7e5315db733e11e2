package dev.assay.server.raft;

import dev.assay.server.peer.HostPort;

import java.util.Objects;

/**
 * A member of the group with the addresses under which others reach it; they are part of the Raft
 * configuration, so every node knows everyone's.
 *
 * @param raft where Ratis talks to it
 * @param http where peers and HTTP clients do
 * @param redis where Redis clients do
 */
public record Member(String id, HostPort raft, HostPort http, HostPort redis) {

    public Member {
        Objects.requireNonNull(id, "id");
        if (id.isBlank()) {
            throw new IllegalArgumentException("the id of a member is blank");
        }
        Objects.requireNonNull(raft, "raft");
        Objects.requireNonNull(http, "http");
        Objects.requireNonNull(redis, "redis");
    }
}
