/**
 * From syntax trees to a resolved program: names, rule tree, conflicts, arity, safety and order, recursion. Every stage
 * is a class of its own; nothing here evaluates.
 */
package dev.bylaw.rego.internal.compile;
