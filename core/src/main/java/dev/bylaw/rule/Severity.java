package dev.bylaw.rule;

import java.util.Locale;
import java.util.Optional;

/** How bad a violation is, the worst first. */
public enum Severity {
    /** Must be mended before the product is merged. */
    ERROR,
    /** Should be mended. */
    WARNING,
    /** Worth knowing; never fails a run. */
    INFO;

    /** {@return the name in settings and reports} */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The severity of a name.
     *
     * @param id the name in settings and reports
     * @return the severity; empty where it is none
     */
    public static Optional<Severity> of(String id) {
        for (Severity severity : values()) {
            if (severity.id().equals(id)) {
                return Optional.of(severity);
            }
        }
        return Optional.empty();
    }

    /**
     * Whether this is at least as bad as another.
     *
     * @param other another severity
     * @return whether it is
     */
    public boolean isAtLeast(Severity other) {
        return compareTo(other) <= 0;
    }
}
