/** The parts of a query that matter for lineage, as immutable records that name no parser. */
package dev.bylaw.internal.sql.tree;
