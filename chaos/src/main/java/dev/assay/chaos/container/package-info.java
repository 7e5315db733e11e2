/**
 * Nodes as containers, each on a network of its own: {@link dev.assay.chaos.container.ContainerLab} is
 * the door. Driven through the {@code docker} command, so that contexts, {@code DOCKER_HOST} and other
 * engines with the same command work as they do in a terminal, and no engine client is in the harness.
 *
 * <p>A node reaches nothing but its own network and this machine. Its peers' names lead to addresses of
 * this machine, where the proxies of its links listen, as they do on loopback for processes:
 *
 * <pre>
 *   n1 (10.B.1.2) --> n2 at 10.B.1.17:12000  (this machine: the proxy n1-n2-raft) --> n2 (10.B.2.2)
 * </pre>
 *
 * <p>Those addresses are the gateways of small networks that nobody is attached to: a gateway is an
 * address of the machine, which needs no root. So the engine must run on this machine, under Linux.
 */
@NullMarked
package dev.assay.chaos.container;

import org.jspecify.annotations.NullMarked;
