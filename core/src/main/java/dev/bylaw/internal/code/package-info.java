/** Asks rules written in Java, and remembers what of it depends on something unknown. */
package dev.bylaw.internal.code;
