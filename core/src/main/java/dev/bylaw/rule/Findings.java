package dev.bylaw.rule;

/**
 * Takes what a {@link Rule} finds. Valid until {@code check} returns, in the thread that calls it. The engine implements it;
 * it may get further methods.
 */
public interface Findings {
    /**
     * Reports a violation.
     *
     * @param finding what is wrong and where
     * @throws IllegalArgumentException if a place of it is none of the subject
     */
    void violation(Finding finding);

    /**
     * Reports that the subject violates the rule.
     *
     * @param message what is wrong
     */
    default void violation(String message) {
        violation(Finding.of(message));
    }

    /**
     * Reports that a place of the subject violates the rule.
     *
     * @param at a node of the subject
     * @param message what is wrong
     * @throws IllegalArgumentException if it is none of the subject
     */
    default void violation(Node at, String message) {
        violation(Finding.of(message).at(at));
    }

    /**
     * Says that it cannot be told whether the subject violates the rule.
     *
     * @param message why
     */
    void undecided(String message);

    /**
     * Says that the rule does not apply to the subject; reported as a notice.
     *
     * @param message why
     */
    void notApplicable(String message);
}
