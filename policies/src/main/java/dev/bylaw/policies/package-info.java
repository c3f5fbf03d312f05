/** The standard rules as a source that engines find by themselves. */
package dev.bylaw.policies;
