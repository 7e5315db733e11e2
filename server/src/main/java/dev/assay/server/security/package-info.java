/**
 * Who may talk to this node, and over what: {@link dev.assay.server.security.Password} and {@link
 * dev.assay.server.security.Tls}, for clients and between nodes.
 */
@NullMarked
package dev.assay.server.security;

import org.jspecify.annotations.NullMarked;
