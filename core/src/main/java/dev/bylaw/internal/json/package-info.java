/** JSON with positions and within limits; build artifacts are streamed. */
package dev.bylaw.internal.json;
