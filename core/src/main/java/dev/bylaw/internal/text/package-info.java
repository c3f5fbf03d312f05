/** Text that remembers where it was written: line numbers, and rendered text traced back to its template. */
package dev.bylaw.internal.text;
