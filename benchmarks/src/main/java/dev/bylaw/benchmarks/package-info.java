/** Measurements of the Rego engine by JMH, and the inputs for them. */
package dev.bylaw.benchmarks;
