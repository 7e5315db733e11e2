/**
 * How Redis' collections lie in the {@link dev.assay.server.store store}: {@link
 * dev.assay.server.type.RedisHash}, {@link dev.assay.server.type.RedisList}, {@link
 * dev.assay.server.type.RedisSet} and {@link dev.assay.server.type.RedisSortedSet}, each with an
 * editor for entries. Every field, member and element is a record of its own, so a change costs
 * what it changes; {@link dev.assay.server.type.Numbers} reads and writes numbers as Redis does.
 */
@NullMarked
package dev.assay.server.type;

import org.jspecify.annotations.NullMarked;
