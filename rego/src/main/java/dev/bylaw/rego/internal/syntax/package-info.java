/** From text to syntax tree: scanner, parser, metadata annotations. Nothing is resolved or checked here. */
package dev.bylaw.rego.internal.syntax;
