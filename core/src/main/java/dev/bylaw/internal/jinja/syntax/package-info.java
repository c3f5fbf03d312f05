/** Templates as text: from characters to tokens to trees of statements and expressions. Knows no dbt. */
package dev.bylaw.internal.jinja.syntax;
