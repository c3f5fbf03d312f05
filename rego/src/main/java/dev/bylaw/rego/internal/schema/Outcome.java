package dev.bylaw.rego.internal.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** What was found about one value; of several schemas that do not fit, the one that fits best is told about. */
final class Outcome {
    /** A finding takes room, so that the budget has to bound how many there are. */
    private static final int FINDING_WORK = 100;

    final List<Finding> findings = new ArrayList<>();
    private final LongConsumer work;
    int score;

    Outcome(LongConsumer work) {
        this.work = work;
    }

    /**
     * Something that does not fit.
     *
     * @param type the name of the keyword's error
     * @param field the place in the document
     * @param description what is wrong
     */
    record Finding(String type, String field, String description) {}

    void add(String type, String field, String description) {
        work.accept(FINDING_WORK);
        findings.add(new Finding(type, field, description));
        score -= 2;
    }

    void merge(Outcome other) {
        work.accept(other.findings.size());
        findings.addAll(other.findings);
        score += other.score;
    }

    boolean isValid() {
        return findings.isEmpty();
    }
}
