/** Settings files of the federation: which rules are in force, with what severity and parameters. */
package dev.bylaw.internal.layer;
