/** dbt projects, read from source or from a manifest. */
package dev.bylaw.internal.dbt;
