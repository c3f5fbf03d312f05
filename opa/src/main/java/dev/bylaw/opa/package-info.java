/** Rules of bundles that {@code opa build -t wasm} compiled. */
package dev.bylaw.opa;
