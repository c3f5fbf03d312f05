/** Data with positions: what every reader returns and every rule document is made of. */
package dev.bylaw.internal.tree;
