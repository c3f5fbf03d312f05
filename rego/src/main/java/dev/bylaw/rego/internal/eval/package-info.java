/**
 * Evaluation: a program becomes a tree of small nodes over numbered slots, which is prepared once and run by many
 * threads. A {@code Step} enumerates, a {@code Compute} has one value or none; both keep track of what was unknown.
 */
package dev.bylaw.rego.internal.eval;
