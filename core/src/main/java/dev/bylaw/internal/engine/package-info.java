/** Evaluates the rules in force over the document and puts together what they find. */
package dev.bylaw.internal.engine;
