package dev.bylaw.rule;

import java.util.Optional;

/**
 * A rule written in Java, for what Rego cannot express. Found through {@link java.util.ServiceLoader} or given to the
 * engine's builder; in settings, reports and listings it is a rule like any other.
 *
 * <pre>{@code
 * public final class ShortNames implements Rule {
 *     public RuleMetadata metadata() {
 *         return RuleMetadata.builder("acme/discoverable/short-names")
 *                 .title("Names are short")
 *                 .description("A name of at most 30 characters fits into every tool.")
 *                 .severity(Severity.WARNING)
 *                 .subject(SubjectKind.MODEL)
 *                 .since("1.0.0")
 *                 .remedy("Rename the model")
 *                 .build();
 *     }
 *
 *     public void check(Subject model, Findings findings) {
 *         model.get("name").text().filter(name -> name.length() > 30)
 *                 .ifPresent(name -> findings.violation(model.get("name"), name + " is longer than 30 characters"));
 *     }
 * }
 * }</pre>
 *
 * <p><b>What is not known.</b> The engine remembers what a rule reads of a subject. From the first read of an unknown
 * place on, or of the size or the end of a collection that may have more members, everything the rule reports, and that it
 * reports nothing, depends on what is not known: the subject is undecided. A violation that was reported before stays one.
 * So read what is certain first. A rule that can decide in spite of an unknown place asks by {@link Node#read}, which
 * remembers nothing and answers {@link Read.Unknown}; it reports a violation then only if it is one whatever the value is.
 *
 * <p><b>What a rule promises.</b> One instance is asked by several threads at once: it has no state that changes. What it
 * reports depends on what it reads of the subject, on its parameters and on {@link Subject#now()} alone: no clock, no random
 * numbers, no files. It keeps no {@link Subject}, {@link Node} or {@link Findings} after {@code check} has returned, and
 * hands none to another thread. Rules are code that is trusted like the engine itself.
 */
public interface Rule {
    /** {@return what the rule says of itself; asked once, when the engine is built} */
    RuleMetadata metadata();

    /**
     * Looks at one element. An exception makes the element undecided, and a problem that names the rule.
     *
     * @param subject the element, of the kind that the metadata name
     * @param findings takes what is found
     */
    void check(Subject subject, Findings findings);

    /**
     * The page of the rule: its sections in Markdown, without a title and without the parameters, which its metadata hold.
     *
     * @return the page; empty where there is none
     */
    default Optional<String> page() {
        return Optional.empty();
    }
}
