/** The template language of Go's {@code text/template}, over values. */
package dev.bylaw.rego.internal.template;
