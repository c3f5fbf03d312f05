/** Data contracts and product manifests: ODCS and Bitol ODPS, read leniently into one form. */
package dev.bylaw.internal.contract;
