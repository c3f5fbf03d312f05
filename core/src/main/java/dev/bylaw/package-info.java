/** The entry point: an engine that is built once and checks data products from many threads. */
package dev.bylaw;
