package dev.bylaw.rego.internal.schema;

import java.util.ArrayList;
import java.util.List;

/** What was found about one value; of several schemas that do not fit, the one that fits best is told about. */
final class Outcome {
    final List<Finding> findings = new ArrayList<>();
    int score;

    /**
     * Something that does not fit.
     *
     * @param type the name of the keyword's error
     * @param field the place in the document
     * @param description what is wrong
     */
    record Finding(String type, String field, String description) {}

    void add(String type, String field, String description) {
        findings.add(new Finding(type, field, description));
        score -= 2;
    }

    void merge(Outcome other) {
        findings.addAll(other.findings);
        score += other.score;
    }

    boolean isValid() {
        return findings.isEmpty();
    }
}
