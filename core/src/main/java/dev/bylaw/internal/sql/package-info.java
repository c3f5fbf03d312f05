/** SQL: from rendered text to output columns and column lineage. Knows no dbt and no rule. */
package dev.bylaw.internal.sql;
