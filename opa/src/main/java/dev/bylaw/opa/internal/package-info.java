/** Runs compiled rules in OPA's Java SDK. */
package dev.bylaw.opa.internal;
