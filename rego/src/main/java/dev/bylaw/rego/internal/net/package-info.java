/** Internet addresses, networks and URIs, read without asking anybody. */
package dev.bylaw.rego.internal.net;
