/** Bundles of OPA: reads archives and folders within limits, and what their manifests say. */
package dev.bylaw.rego.internal.bundle;
