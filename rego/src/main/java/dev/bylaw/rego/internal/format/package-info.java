/** Go's text forms of numbers and strings, which OPA's {@code sprintf}, {@code to_number} and {@code format_int} show. */
package dev.bylaw.rego.internal.format;
