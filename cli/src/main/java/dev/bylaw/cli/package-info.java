/** The command line. Nothing here decides about rules: it reads options, calls the engine and prints. */
package dev.bylaw.cli;
