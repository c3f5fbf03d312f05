/** How dbt computes the configuration of a resource: levels, properties, calls, and the merge of each key. */
package dev.bylaw.internal.dbt.config;
