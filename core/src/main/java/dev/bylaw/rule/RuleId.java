package dev.bylaw.rule;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a rule: publisher, principle and name in kebab case, for example {@code bylaw/secure/pii-masked}, and for a
 * further instance of it {@code @} and the instance's name. Never reused.
 *
 * @param publisher who wrote the rule
 * @param principle which quality of a data product it is about
 * @param name its own name
 * @param instance the name of the instance
 */
public record RuleId(String publisher, String principle, String name, Optional<String> instance)
        implements Comparable<RuleId> {
    private static final String WORD = "[a-z][a-z0-9]*(?:-[a-z0-9]+)*";
    private static final Pattern FORM =
            Pattern.compile("(" + WORD + ")/(" + WORD + ")/(" + WORD + ")(?:@(" + WORD + "))?");

    /** Checks that the parts are in kebab case. */
    public RuleId {
        Objects.requireNonNull(publisher, "publisher is null");
        Objects.requireNonNull(principle, "principle is null");
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(instance, "instance is null");
        String text = publisher + "/" + principle + "/" + name
                + instance.map(of -> "@" + of).orElse("");
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("not a rule id: " + text);
        }
    }

    /**
     * Reads an id.
     *
     * @param text for example {@code bylaw/secure/pii-masked}
     * @return the id; empty where the text is none
     */
    public static Optional<RuleId> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new RuleId(
                        matcher.group(1), matcher.group(2), matcher.group(3), Optional.ofNullable(matcher.group(4))))
                : Optional.empty();
    }

    /** {@return the id without the instance} */
    public RuleId base() {
        return instance.isEmpty() ? this : new RuleId(publisher, principle, name, Optional.empty());
    }

    @Override
    public int compareTo(RuleId other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return publisher + "/" + principle + "/" + name
                + instance.map(text -> "@" + text).orElse("");
    }
}
