/** GraphQL documents: their grammar, schemas, and the validation of queries against schemas. */
package dev.bylaw.rego.internal.graphql;
