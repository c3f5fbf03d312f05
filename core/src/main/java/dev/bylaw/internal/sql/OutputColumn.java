package dev.bylaw.internal.sql;

import dev.bylaw.workspace.Location;

/**
 * A column that a query yields.
 *
 * @param name its name as written, without quotes
 * @param quoted whether the name was quoted, so that its case counts
 * @param location the select item that makes it, in the template; for a column of a star, the star
 * @param lineage what it is made of
 */
public record OutputColumn(String name, boolean quoted, Location location, ColumnLineage lineage) {}
