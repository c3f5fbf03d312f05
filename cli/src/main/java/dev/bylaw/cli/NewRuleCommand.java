package dev.bylaw.cli;

import dev.bylaw.PolicyEngine;
import dev.bylaw.rego.internal.text.Suggestion;
import dev.bylaw.rule.RuleId;
import dev.bylaw.rule.SubjectKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Begins a rule. */
@Command(
        name = "new",
        mixinStandardHelpOptions = true,
        description = {
            "Begins a rule: writes rule.rego, rule_test.rego and page.md to DIR/PUBLISHER/PRINCIPLE/NAME.",
            "Files that are there already are never overwritten."
        },
        footer = {
            "",
            "Exit codes: 0 written, 2 wrong usage or a file is there already.",
            "",
            "Example:",
            "  bylaw rules new acme/secure/no-free-text --dir my-rules --subject column"
        })
final class NewRuleCommand implements Callable<Integer> {
    /** Roots of documents: a package must not begin with them. */
    private static final Set<String> RESERVED = Set.of("data", "input", "workspace");

    private final Console console;

    @Parameters(paramLabel = "ID", description = "The id of the rule: publisher, principle and name in kebab case.")
    private String id;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "The folder of the rule module; the current one by default.")
    private Path folder;

    @Option(
            names = "--subject",
            paramLabel = "KIND",
            defaultValue = "model",
            description = "What the rule looks at, one by one: model (default), column, source, contract, ...")
    private String subject;

    NewRuleCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        RuleId rule = id();
        RuleTemplate template = new RuleTemplate(rule, subject());
        requirePublisher(rule);
        Path target = folder.resolve(rule.publisher()).resolve(rule.principle()).resolve(rule.name());
        Map<String, String> files = template.files();
        for (String name : files.keySet()) {
            if (Files.exists(target.resolve(name))) {
                throw new UsageException(
                        target.resolve(name) + " is there already; nothing was written, remove it or take another id");
            }
        }
        Files.createDirectories(target);
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(
                    target.resolve(file.getKey()),
                    file.getValue(),
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE);
            console.out().println("wrote " + target.resolve(file.getKey()));
        }
        console.out().println();
        console.out().println("Next:");
        List.of(
                        "1. Say in " + target.resolve(RuleTemplate.TEST)
                                + " what the rule reports and what it leaves alone; 'bylaw inspect PRODUCT --only "
                                + template.collection() + "' shows what a rule sees.",
                        "2. Run 'bylaw test " + folder + "': it fails until the rule is written.",
                        "3. Write the violation in " + target.resolve(RuleTemplate.RULE) + " until the tests pass.",
                        "4. Try it: bylaw check PRODUCT --policies " + folder + " --rule " + rule,
                        "5. Tell the others in " + target.resolve(RuleTemplate.PAGE) + " why.")
                .forEach(line -> Paragraphs.print(console.out(), line, "   "));
        return ExitCodes.PASSED;
    }

    private RuleId id() {
        RuleId rule = RuleId.parse(id)
                .orElseThrow(() -> new UsageException("'" + id
                        + "' is no id of a rule; it has a publisher, a principle and a name in kebab case,"
                        + " for example acme/secure/no-free-text"));
        if (rule.instance().isPresent()) {
            throw new UsageException("'" + id + "' names an instance of a rule, which is made in bylaw.yml; leave out @"
                    + rule.instance().get());
        }
        if (PolicyEngine.builder().discoverRules().build().rules().stream()
                .anyMatch(known -> known.id().equals(rule))) {
            throw new UsageException("there is a standard rule " + id + "; take a publisher of your own");
        }
        return rule;
    }

    private static void requirePublisher(RuleId rule) {
        if (RESERVED.contains(rule.publisher())) {
            throw new UsageException("the publisher of a rule cannot be '" + rule.publisher()
                    + "', which names a document that rules read; take another");
        }
    }

    private SubjectKind subject() {
        List<String> known =
                Arrays.stream(SubjectKind.values()).map(SubjectKind::id).toList();
        return SubjectKind.of(subject)
                .orElseThrow(() -> new UsageException("unknown subject '" + subject + "'; known are "
                        + String.join(", ", known) + Suggestion.hint(subject, known)));
    }
}
