/** Times, durations and time zones in the notations of Go, which OPA's {@code time} functions take and give. */
package dev.bylaw.rego.internal.time;
