/** From files to the document: reads everything, analyses the SQL, decides what the product offers, puts it together. */
package dev.bylaw.internal.assembly;
