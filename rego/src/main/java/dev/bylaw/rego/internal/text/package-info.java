/** Small things about text that Bylaw's modules share. */
package dev.bylaw.rego.internal.text;
