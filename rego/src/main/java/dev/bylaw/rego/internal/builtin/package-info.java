/** The builtin functions, in families, and what they need of the evaluation around them. */
package dev.bylaw.rego.internal.builtin;
