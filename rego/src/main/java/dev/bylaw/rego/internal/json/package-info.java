/** Reads and writes JSON. */
package dev.bylaw.rego.internal.json;
