/** The rules of the guild, as a source that engines find by themselves. */
package dev.bylaw.examples.guild;
