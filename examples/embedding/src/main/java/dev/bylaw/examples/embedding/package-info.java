/** An application that checks products which it has in memory. */
package dev.bylaw.examples.embedding;
