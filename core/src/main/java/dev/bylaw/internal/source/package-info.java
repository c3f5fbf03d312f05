/** Files of what is checked: a folder or a map, read within limits and never outside the roots. */
package dev.bylaw.internal.source;
