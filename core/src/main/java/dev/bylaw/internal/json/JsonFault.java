package dev.bylaw.internal.json;

import dev.bylaw.workspace.Problem;

/** Ends the reading of a document that cannot be read. Carries no stack trace. */
final class JsonFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    JsonFault(Problem problem) {
        super(problem.message(), null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
