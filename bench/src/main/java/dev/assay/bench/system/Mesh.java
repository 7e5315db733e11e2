package dev.assay.bench.system;

import java.util.Objects;

/**
 * Where Chaos Mesh finds the nodes of a system.
 *
 * @param namespace of the pods, and of the resources
 * @param set name of the StatefulSet: node nK is the pod SET-(K-1)
 * @param container its container's name
 */
public record Mesh(String namespace, String set, String container) {
    public Mesh {
        Objects.requireNonNull(namespace, "mesh: namespace is missing");
        Objects.requireNonNull(set, "mesh: set is missing");
        Objects.requireNonNull(container, "mesh: container is missing");
    }
}
