/** Requests over the network, within limits. */
package dev.bylaw.rego.internal.http;
