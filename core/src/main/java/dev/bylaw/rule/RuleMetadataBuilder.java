package dev.bylaw.rule;

import dev.bylaw.rego.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects what a rule says of itself. Not thread-safe. */
public final class RuleMetadataBuilder {
    private final RuleId id;
    private final List<Parameter> parameters = new ArrayList<>();
    private String title = "";
    private String description = "";
    private Optional<Severity> severity = Optional.empty();
    private Optional<SubjectKind> subject = Optional.empty();
    private String since = "";
    private String remedy = "";
    private Optional<String> page = Optional.empty();

    RuleMetadataBuilder(RuleId id) {
        this.id = id;
    }

    /** {@return this, with a short sentence without a period} */
    public RuleMetadataBuilder title(String text) {
        title = text;
        return this;
    }

    /** {@return this, with what the rule demands and why, in full sentences} */
    public RuleMetadataBuilder description(String text) {
        description = text;
        return this;
    }

    /** {@return this, with how bad its violations are unless set otherwise} */
    public RuleMetadataBuilder severity(Severity value) {
        severity = Optional.of(value);
        return this;
    }

    /** {@return this, with what the rule looks at} */
    public RuleMetadataBuilder subject(SubjectKind value) {
        subject = Optional.of(value);
        return this;
    }

    /** {@return this, with the version of its module that brought it} */
    public RuleMetadataBuilder since(String text) {
        since = text;
        return this;
    }

    /** {@return this, with what to do about a violation} */
    public RuleMetadataBuilder remedy(String text) {
        remedy = text;
        return this;
    }

    /** {@return this, with where its page is; unless it is given {@code docs/rules/ID.md}} */
    public RuleMetadataBuilder page(String address) {
        page = Optional.of(address);
        return this;
    }

    /** {@return this, with something more that can be set} */
    public RuleMetadataBuilder parameter(Parameter parameter) {
        parameters.add(parameter);
        return this;
    }

    /**
     * Adds something that can be set.
     *
     * @param name its name
     * @param type what can be set, no enumeration
     * @param merge what a lower layer may do to it
     * @param defaultValue what counts where nothing is set
     * @param text what it does
     * @return this
     */
    public RuleMetadataBuilder parameter(
            String name, Parameter.Type type, Parameter.Merge merge, Value defaultValue, String text) {
        return parameter(new Parameter(name, type, merge, defaultValue, List.of(), text));
    }

    /**
     * Makes the metadata. What is wrong with texts and parameters is said when an engine is built.
     *
     * @return the metadata
     * @throws IllegalStateException if there is no severity or no subject
     */
    public RuleMetadata build() {
        return new RuleMetadata(
                id,
                title,
                description,
                severity.orElseThrow(() -> new IllegalStateException("rule " + id + " has no severity")),
                subject.orElseThrow(() -> new IllegalStateException("rule " + id + " has no subject")),
                since,
                remedy,
                page.orElse("docs/rules/" + id.base() + ".md"),
                parameters);
    }
}
