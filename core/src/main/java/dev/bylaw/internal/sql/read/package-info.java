/** From tokens to the query tree: rewrites each dialect to a small common form and lets JSqlParser parse that. */
package dev.bylaw.internal.sql.read;
