/** Rules from their source to a compiled set: metadata, parameters, settings. */
package dev.bylaw.internal.rule;
