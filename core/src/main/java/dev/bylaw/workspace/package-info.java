/** What was read: elements of a data product, where they stand, and what could not be read. */
package dev.bylaw.workspace;
