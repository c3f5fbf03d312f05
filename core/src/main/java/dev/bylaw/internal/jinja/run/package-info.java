/** Evaluates templates: scopes, statements, expressions, filters, tests, and branches that may or may not be taken. */
package dev.bylaw.internal.jinja.run;
