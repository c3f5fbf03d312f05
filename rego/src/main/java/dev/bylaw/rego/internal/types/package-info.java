/**
 * The static type checker: finds expressions that can never hold, arguments that a function never takes, and references
 * into what is never there. Types are inferred as OPA infers them, so that the same policies are refused.
 */
package dev.bylaw.rego.internal.types;
