package dev.bylaw.report;

import java.util.Objects;

/**
 * A violation that something covers.
 *
 * @param violation the violation
 * @param by what covers it
 */
public record Suppressed(Violation violation, Cover by) {
    /**
     * What covers a violation.
     *
     * @param kind {@code waiver} or {@code baseline}
     * @param id which one
     */
    public record Cover(String kind, String id) {
        /** Checks that nothing is missing. */
        public Cover {
            Objects.requireNonNull(kind, "kind is null");
            Objects.requireNonNull(id, "id is null");
        }
    }

    /** Checks that nothing is missing. */
    public Suppressed {
        Objects.requireNonNull(violation, "violation is null");
        Objects.requireNonNull(by, "by is null");
    }
}
