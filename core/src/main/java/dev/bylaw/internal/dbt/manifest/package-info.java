/** dbt's {@code manifest.json}, read into the same resources as a project's sources. */
package dev.bylaw.internal.dbt.manifest;
