/**
 * Rego v1: parse modules, compile a policy, prepare a query, evaluate it many times from many threads.
 *
 * <p>Values may hold {@link dev.bylaw.rego.Doubt doubts}: places that exist but are not known, and collections that may
 * have more members than are listed. Evaluation tracks what was read of them, so that a result says whether it would
 * be the same in every possible world.
 */
package dev.bylaw.rego;
