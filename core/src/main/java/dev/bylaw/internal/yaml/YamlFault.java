package dev.bylaw.internal.yaml;

import dev.bylaw.workspace.Problem;

/** Ends the reading of a document that cannot be read. Carries no stack trace. */
final class YamlFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    YamlFault(Problem problem) {
        super(problem.message(), null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
