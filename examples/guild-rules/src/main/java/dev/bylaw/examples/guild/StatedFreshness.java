package dev.bylaw.examples.guild;

import dev.bylaw.rego.NumberValue;
import dev.bylaw.rule.Findings;
import dev.bylaw.rule.Node;
import dev.bylaw.rule.Parameter;
import dev.bylaw.rule.Rule;
import dev.bylaw.rule.RuleMetadata;
import dev.bylaw.rule.Severity;
import dev.bylaw.rule.Subject;
import dev.bylaw.rule.SubjectKind;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** A rule in Java, since the JDK reads lengths of time and Rego does not. Immutable and thread-safe. */
public final class StatedFreshness implements Rule {
    private static final int MOST_HOURS = 168;

    /** Makes the rule. */
    public StatedFreshness() {}

    @Override
    public RuleMetadata metadata() {
        return RuleMetadata.builder("acme/trustworthy/stated-freshness")
                .title("Outputs say how old their rows may be")
                .description(
                        "Whoever builds on an output knows how old its rows are at most, as a length of time that programs"
                                + " read as well as people.")
                .severity(Severity.WARNING)
                .subject(SubjectKind.MODEL)
                .since("1.1.0")
                .remedy(
                        "Set `meta.freshness` of the model to a length of time in ISO 8601, for example `PT24H` or `P2D`.")
                .page("acme/trustworthy/stated-freshness/page.md")
                .parameter(
                        "most_hours",
                        Parameter.Type.INTEGER,
                        Parameter.Merge.MIN,
                        NumberValue.of(MOST_HOURS),
                        "How old rows may be at most, in hours")
                .build();
    }

    @Override
    public void check(Subject model, Findings findings) {
        if (!model.get("output").get("value").flag().orElse(false)) {
            return;
        }
        String name = model.element().name();
        Node freshness = model.get("config").get("meta").get("freshness");
        Optional<String> text = freshness.text();
        if (text.isEmpty()) {
            findings.violation(model.get("config").get("meta"), name + " does not say how old its rows may be");
            return;
        }
        try {
            int most = model.parameter("most_hours").number().orElseThrow().intValueExact();
            if (Duration.parse(text.get()).compareTo(Duration.ofHours(most)) > 0) {
                findings.violation(freshness, name + " may be " + text.get() + " old; the most is " + most + " hours");
            }
        } catch (DateTimeParseException e) {
            findings.violation(freshness, "the freshness of " + name + " is no length of time: " + text.get());
        }
    }

    @Override
    public Optional<String> page() {
        return Optional.of(Resources.text("acme/trustworthy/stated-freshness/page.md"));
    }
}
