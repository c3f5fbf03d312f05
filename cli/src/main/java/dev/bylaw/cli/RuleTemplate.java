package dev.bylaw.cli;

import dev.bylaw.rule.RuleId;
import dev.bylaw.rule.SubjectKind;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The files of a rule that is not written yet. */
final class RuleTemplate {
    static final String RULE = "rule.rego";
    static final String TEST = "rule_test.rego";
    static final String PAGE = "page.md";

    private static final String RULE_TEXT = """
            # METADATA
            # title: %s
            # description: Say here what the rule demands of each %s, and why.
            # custom:
            #   severity: error
            #   subject: %s
            #   since: 0.1.0
            #   remedy: Say here what to do about a violation.
            package %s

            # One violation for each thing that is wrong with the %s: replace `false` with what must not be. `at` is a JSON
            # pointer into the %s, such as /description; empty text stands for the whole of it.
            violation contains {"at": "", "message": message} if {
            	false
            	message := sprintf("%%v breaks the rule", [%s])
            }
            """;

    private static final String TEST_TEXT = """
            package %s_test

            import data.%s as rule

            # What the rule says of a %s. Parameters of the rule go into params, other elements into data.workspace.
            _found(subject) := found if {
            	found := rule.violation with input as {"%s": subject, %s"params": {}}
            		with data.workspace as {"models": {}}
            }

            test_reports_a_%s_that_breaks_the_rule if {
            	count(_found(%s)) == 1
            }

            test_leaves_another_%s_alone if {
            	_found(%s) == set()
            }
            """;

    private static final String PAGE_TEXT = """
            ## Summary

            Say here in two sentences what the rule demands.

            ## Avoid

            Show what the rule reports, in blocks of code whose first lines name their files in a comment.

            ## Prefer

            Show the same done right.

            ## Rationale

            Say why it matters, and to whom.

            ## When it does not apply or is undecided

            Say what the rule leaves alone.
            """;

    private final RuleId id;
    private final SubjectKind subject;

    RuleTemplate(RuleId id, SubjectKind subject) {
        this.id = id;
        this.subject = subject;
    }

    /** {@return the texts by file name} */
    Map<String, String> files() {
        String key = subject.inputKey();
        String words = key.replace('_', ' ');
        Map<String, String> files = new LinkedHashMap<>();
        files.put(RULE, RULE_TEXT.formatted(title(), words, subject.id(), packageName(), words, words, mention()));
        files.put(
                TEST,
                TEST_TEXT.formatted(
                        packageName(),
                        packageName(),
                        words,
                        key,
                        subject == SubjectKind.COLUMN ? "\"model\": {\"name\": \"orders\"}, " : "",
                        key,
                        sample("wrong"),
                        key,
                        sample("right")));
        files.put(PAGE, PAGE_TEXT);
        return files;
    }

    /** {@return the package of the rule} */
    String packageName() {
        return (id.publisher() + "." + id.principle() + "." + id.name()).replace('-', '_');
    }

    /** {@return the collection of the document in which the subjects lie} */
    String collection() {
        String path = subject.collection();
        return path.isEmpty() ? "models" : path.contains("/") ? path.substring(0, path.indexOf('/')) : path;
    }

    /** The name in words; quoted, since one word alone may be no text to YAML. */
    private String title() {
        String words = id.name().replace('-', ' ');
        String title = words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
        return words.contains(" ") ? title : '"' + title + '"';
    }

    private String mention() {
        return switch (subject) {
            case WORKSPACE -> "count(input.workspace.models)";
            case CONTRACT, PRODUCT -> "input." + subject.inputKey() + ".id";
            default -> "input." + subject.inputKey() + ".name";
        };
    }

    private String sample(String name) {
        return switch (subject) {
            case WORKSPACE -> "{\"models\": {\"model.shop." + name + "\": {\"name\": \"" + name + "\"}}}";
            case CONTRACT, PRODUCT -> "{\"id\": \"" + name + "\"}";
            default -> "{\"name\": \"" + name + "\"}";
        };
    }
}
