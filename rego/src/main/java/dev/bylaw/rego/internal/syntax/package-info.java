/**
 * From text to syntax tree, and back to text: scanner, parser, metadata annotations, printer. Nothing is resolved or
 * checked here that needs more than the text of a module.
 *
 * <p>{@link dev.bylaw.rego.internal.syntax.Parser} is the way in. The scanner cuts the whole text into tokens first, so
 * that the parser can look ahead and go back; places that can be read in two ways are tried in OPA's order. The grammar
 * is that of OPA 1.22 for Rego v1. What it accepts beyond this, and OPA refuses when it compiles, is refused here: calls
 * of what is no name, {@code _} as the name of a rule.
 *
 * <p>An error ends the statement it is in; parsing goes on with the next name that begins a line as far left.
 */
package dev.bylaw.rego.internal.syntax;
