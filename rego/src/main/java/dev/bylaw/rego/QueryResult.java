package dev.bylaw.rego;

import java.util.List;

/**
 * All solutions of a query.
 *
 * @param solutions the solutions, in the order they were found
 * @param doubt why there may be others
 * @param errors errors that were handled as doubt
 */
public record QueryResult(List<Solution> solutions, Doubt doubt, List<RegoError> errors) {
    /** Copies the lists. */
    public QueryResult {
        solutions = List.copyOf(solutions);
        errors = List.copyOf(errors);
    }
}
