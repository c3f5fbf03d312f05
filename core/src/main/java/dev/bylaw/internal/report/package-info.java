/** Report writers. They print what a report says; whatever a checked file says is inert in every format. */
package dev.bylaw.internal.report;
