package dev.bylaw.policies;

import dev.bylaw.PolicyEngine;
import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.SetValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rule.Parameter;
import dev.bylaw.rule.RuleId;
import dev.bylaw.rule.RuleMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Puts together the pages of the standard rules, from their metadata and their {@code page.md}, and an index of them. */
final class RulePages {
    /** A default that is longer than this stands below the table. */
    private static final int LONGEST_CELL = 60;

    private static final int LONGEST_LINE = 110;

    private static final String NOTE = "<!-- Made by the build from the metadata of the rule and its page.md -->\n\n";

    private final List<RuleMetadata> rules;
    private final StandardRules source = new StandardRules();

    private RulePages(List<RuleMetadata> rules) {
        this.rules = rules;
    }

    /**
     * Writes the pages.
     *
     * @param args the folder to write them to
     */
    public static void main(String[] args) throws IOException {
        write(Path.of(args[0]));
    }

    /** Writes the pages to a folder. */
    static void write(Path folder) throws IOException {
        for (var page : all().entrySet()) {
            Path file = folder.resolve(page.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, page.getValue());
        }
    }

    /** {@return the pages by their path in the folder} */
    static SortedMap<String, String> all() {
        RulePages pages =
                new RulePages(PolicyEngine.builder().discoverRules().build().rules());
        SortedMap<String, String> all = new TreeMap<>();
        all.put("README.md", pages.index());
        pages.rules.forEach(rule -> all.put(rule.id() + ".md", pages.page(rule)));
        return Collections.unmodifiableSortedMap(all);
    }

    private String index() {
        StringBuilder index = new StringBuilder(NOTE).append("# The standard rules\n\n");
        index.append("| rule | what holds | severity | looks at | parameters | since |\n|---|---|---|---|---|---|\n");
        for (RuleMetadata rule : rules) {
            index.append(row(
                    "[`" + rule.id() + "`](" + rule.id() + ".md)",
                    cell(rule.title()),
                    rule.severity().id(),
                    rule.subject().id(),
                    rule.parameters().stream()
                            .map(parameter -> "`" + parameter.name() + "`")
                            .collect(Collectors.joining(", ")),
                    rule.since()));
        }
        return index.toString();
    }

    private String page(RuleMetadata rule) {
        String body = linked(rule.id(), source.page(rule.id()).orElseThrow());
        int related = body.indexOf("## Related\n");
        if (related < 0) {
            throw new IllegalStateException("the page of " + rule.id() + " has no section Related");
        }
        return NOTE
                + "# " + rule.title() + "\n\n"
                + "| id | severity | looks at | since |\n|---|---|---|---|\n"
                + row(
                        "`" + rule.id() + "`",
                        rule.severity().id(),
                        rule.subject().id(),
                        rule.since())
                + "\n**What to do:** "
                + rule.remedy().strip() + "\n\n"
                + body.substring(0, related)
                + parameters(rule)
                + body.substring(related).stripTrailing() + "\n";
    }

    private static String parameters(RuleMetadata rule) {
        StringBuilder text = new StringBuilder("## Parameters\n\n");
        text.append("| name | type | default | a lower layer may | meaning |\n|---|---|---|---|---|\n");
        StringBuilder below = new StringBuilder();
        for (Parameter parameter : rule.parameters()) {
            String inline = inline(parameter.defaultValue());
            boolean fits = inline.length() <= LONGEST_CELL;
            text.append(row(
                    "`" + parameter.name() + "`",
                    parameter.type().id(),
                    fits ? "`" + cell(inline) + "`" : "below",
                    allowed(parameter.merge()),
                    cell(parameter.description())));
            if (!fits) {
                below.append("\nThe default of `").append(parameter.name()).append("`:\n\n```text\n");
                below.append(block(parameter));
                below.append("```\n");
            }
        }
        return text.append(below).append('\n').toString();
    }

    private static String allowed(Parameter.Merge merge) {
        return switch (merge) {
            case LOCKED -> "not set it";
            case UNION -> "add elements";
            case INTERSECTION -> "remove elements";
            case MIN -> "lower it";
            case MAX -> "raise it";
            case ANY -> "turn it on";
            case ALL -> "turn it off";
        };
    }

    /** A default as one writes it in settings. */
    private static String inline(Value value) {
        return value instanceof SetValue || value instanceof ArrayValue
                ? items(value).stream().map(RulePages::plain).collect(Collectors.joining(", ", "[", "]"))
                : plain(value);
    }

    /** A long default: patterns on lines of their own, words as a paragraph. */
    private static String block(Parameter parameter) {
        List<String> lines = new ArrayList<>();
        for (Value item : items(parameter.defaultValue())) {
            int last = lines.size() - 1;
            String joined = last < 0 ? "" : lines.get(last) + ", " + plain(item);
            if (parameter.type() == Parameter.Type.SET && last >= 0 && joined.length() <= LONGEST_LINE) {
                lines.set(last, joined);
            } else {
                lines.add(plain(item));
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static List<Value> items(Value value) {
        if (value instanceof SetValue set) {
            return set.members();
        }
        return value instanceof ArrayValue array ? array.items() : List.of(value);
    }

    private static String plain(Value value) {
        return value instanceof StringValue text ? text.value() : value.toString();
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static String cell(String text) {
        return text.strip().replace("\n", " ").replace("|", "\\|");
    }

    /** Turns the ids of other rules into links, but in code. */
    private String linked(RuleId from, String page) {
        List<String> lines = new ArrayList<>();
        boolean code = false;
        for (String line : page.lines().toList()) {
            code ^= line.startsWith("```");
            String linked = line;
            if (!code) {
                for (RuleMetadata rule : rules) {
                    RuleId to = rule.id();
                    if (!to.equals(from)) {
                        linked = linked.replace(
                                "`" + to + "`", "[`" + to + "`](../" + to.principle() + "/" + to.name() + ".md)");
                    }
                }
            }
            lines.add(linked);
        }
        return String.join("\n", lines) + "\n";
    }
}
