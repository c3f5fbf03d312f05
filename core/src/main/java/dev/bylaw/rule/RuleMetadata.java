package dev.bylaw.rule;

import java.util.List;
import java.util.Objects;

/**
 * What a rule says of itself.
 *
 * @param id its name
 * @param title a short sentence without a period
 * @param description what it demands and why, in full sentences
 * @param severity how bad its violations are unless set otherwise
 * @param subject what it looks at
 * @param since the version of its module that brought it
 * @param remedy what to do about a violation
 * @param page where its page is; empty text where it has none
 * @param parameters what can be set, in the order of the source
 */
public record RuleMetadata(
        RuleId id,
        String title,
        String description,
        Severity severity,
        SubjectKind subject,
        String since,
        String remedy,
        String page,
        List<Parameter> parameters) {
    /** Copies the parameters. */
    public RuleMetadata {
        Objects.requireNonNull(id, "id is null");
        Objects.requireNonNull(title, "title is null");
        Objects.requireNonNull(description, "description is null");
        Objects.requireNonNull(severity, "severity is null");
        Objects.requireNonNull(subject, "subject is null");
        Objects.requireNonNull(since, "since is null");
        Objects.requireNonNull(remedy, "remedy is null");
        Objects.requireNonNull(page, "page is null");
        parameters = List.copyOf(parameters);
    }

    /**
     * A builder of metadata, for rules in Java.
     *
     * @param id the id of the rule, for example {@code acme/secure/no-free-text}
     * @return the builder
     * @throws IllegalArgumentException if it is no id, or that of an instance
     */
    public static RuleMetadataBuilder builder(String id) {
        return new RuleMetadataBuilder(
                RuleId.parse(id)
                        .filter(parsed -> parsed.instance().isEmpty())
                        .orElseThrow(
                                () -> new IllegalArgumentException(
                                        "not a rule id: " + id
                                                + "; expected publisher, principle and name in kebab case, for example acme/secure/no-free-text")));
    }
}
