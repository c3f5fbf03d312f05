/** Keys, certificates and signatures: their text forms, by the cryptography of the Java runtime. */
package dev.bylaw.rego.internal.crypto;
