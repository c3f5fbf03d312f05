/** What a check found. Records are immutable and sorted, so that the same input gives the same report. */
package dev.bylaw.report;
