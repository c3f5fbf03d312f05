/** From the query tree to output columns and what they are made of. */
package dev.bylaw.internal.sql.lineage;
