/**
 * The document that rules see: one tree for everything that was read, as JSON with its unknown places listed, and as
 * values with doubts.
 */
package dev.bylaw.internal.document;
