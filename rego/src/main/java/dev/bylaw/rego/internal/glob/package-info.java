/** Globs as OPA's {@code glob.match} knows them. */
package dev.bylaw.rego.internal.glob;
