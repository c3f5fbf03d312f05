/** JSON Schema, drafts 4, 6 and 7, as OPA validates by it; nothing is fetched. */
package dev.bylaw.rego.internal.schema;
