/** The SQL of whole projects: the columns of every node and where they come from, across references. */
package dev.bylaw.internal.analysis;
