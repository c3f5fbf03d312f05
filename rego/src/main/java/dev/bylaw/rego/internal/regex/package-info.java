/** Regular expressions of Go, which is RE2 syntax, on RE2/J. */
package dev.bylaw.rego.internal.regex;
