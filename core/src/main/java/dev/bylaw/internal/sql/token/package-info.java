/** SQL text as tokens, in the dialects of dbt's adapters. */
package dev.bylaw.internal.sql.token;
