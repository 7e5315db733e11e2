package dev.assay.bench.classic;

/**
 * What a server says of its own durability, by CONFIG GET.
 *
 * @param save its snapshot points; empty without any
 * @param appendonly yes or no
 */
public record ServerConfig(String save, String appendonly) {}
