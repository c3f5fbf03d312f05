/** dbt's template context: renders models and properties of a project without dbt and without a warehouse. */
package dev.bylaw.internal.dbt.render;
