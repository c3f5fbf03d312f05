package dev.bylaw.cli;

import dev.bylaw.PolicyEngine;
import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.Json;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.internal.text.Suggestion;
import dev.bylaw.rule.Parameter;
import dev.bylaw.rule.RuleMetadata;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells about rules. */
@Command(
        name = "rules",
        mixinStandardHelpOptions = true,
        description = "Tells which rules there are, and begins new ones.",
        subcommands = {RulesCommand.ListCommand.class, RulesCommand.ShowCommand.class, NewRuleCommand.class})
final class RulesCommand implements Runnable {
    @Spec
    private CommandLine.Model.CommandSpec spec;

    RulesCommand() {}

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing: list, show or new");
    }

    /** Lists the rules. */
    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the rules.")
    static final class ListCommand implements Callable<Integer> {
        private final Console console;

        @Mixin
        private RuleOptions rules;

        @Option(
                names = "--format",
                paramLabel = "FORMAT",
                defaultValue = "text",
                description = "text (default) or json.")
        private String format;

        ListCommand(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws IOException {
            PolicyEngine engine = rules.engine();
            if (format.equals("json")) {
                ArrayValue.Builder all = ArrayValue.builder();
                engine.rules().forEach(rule -> all.add(json(rule)));
                console.out().println(Json.writePretty(all.build()));
                return ExitCodes.PASSED;
            }
            if (!format.equals("text")) {
                throw new UsageException("--format must be text or json, not '" + format + "'");
            }
            int width = engine.rules().stream()
                    .mapToInt(rule -> rule.id().toString().length())
                    .max()
                    .orElse(0);
            for (RuleMetadata rule : engine.rules()) {
                console.out()
                        .println(pad(rule.id().toString(), width) + "  "
                                + pad(rule.severity().id(), 7) + "  "
                                + pad(rule.subject().id(), 8) + "  " + rule.title());
            }
            return ExitCodes.PASSED;
        }

        private static String pad(String text, int width) {
            return text + " ".repeat(Math.max(0, width - text.length()));
        }
    }

    private static ObjectValue json(RuleMetadata rule) {
        ArrayValue.Builder parameters = ArrayValue.builder();
        for (Parameter parameter : rule.parameters()) {
            parameters.add(ObjectValue.builder()
                    .put("name", StringValue.of(parameter.name()))
                    .put("type", StringValue.of(parameter.type().id()))
                    .put("merge", StringValue.of(parameter.merge().id()))
                    .put("default", parameter.defaultValue())
                    .put("description", StringValue.of(parameter.description()))
                    .build());
        }
        return ObjectValue.builder()
                .put("id", StringValue.of(rule.id().toString()))
                .put("title", StringValue.of(rule.title()))
                .put("description", StringValue.of(rule.description()))
                .put("severity", StringValue.of(rule.severity().id()))
                .put("subject", StringValue.of(rule.subject().id()))
                .put("since", StringValue.of(rule.since()))
                .put("remedy", StringValue.of(rule.remedy()))
                .put("parameters", parameters.build())
                .build();
    }

    /** Shows one rule. */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Shows what a rule demands and what can be set.")
    static final class ShowCommand implements Callable<Integer> {
        private final Console console;

        @Parameters(paramLabel = "ID", description = "The id of the rule.")
        private String id;

        @Option(names = "--page", description = "Prints the page of the rule, in Markdown, with examples.")
        private boolean page;

        @Mixin
        private RuleOptions rules;

        ShowCommand(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws IOException {
            PolicyEngine engine = rules.engine();
            List<RuleMetadata> all = engine.rules();
            RuleMetadata rule = all.stream()
                    .filter(each -> each.id().toString().equals(id))
                    .findFirst()
                    .orElseThrow(() -> unknown(
                            id, all.stream().map(each -> each.id().toString()).toList()));
            PrintWriter out = console.out();
            if (page) {
                out.println("# " + rule.title());
                out.println();
                out.println(engine.page(rule.id())
                        .orElseThrow(() -> new UsageException("rule " + id + " comes without a page"))
                        .stripTrailing());
                return ExitCodes.PASSED;
            }
            out.println(rule.id() + " - " + rule.title());
            out.println();
            Paragraphs.print(out, rule.description(), "");
            out.println();
            out.println("severity   " + rule.severity().id());
            out.println("looks at   " + rule.subject().id());
            out.println("since      " + rule.since());
            Paragraphs.print(out, "remedy     " + rule.remedy().strip(), "           ");
            if (!rule.parameters().isEmpty()) {
                out.println();
                out.println("parameters (set in bylaw.yml under rules: " + rule.id() + ": parameters:)");
                for (Parameter parameter : rule.parameters()) {
                    out.println();
                    out.println(
                            "  " + parameter.name() + " (" + parameter.type().id() + ")");
                    Paragraphs.print(out, "      " + parameter.description(), "      ");
                    Paragraphs.print(out, "      default: " + Json.write(parameter.defaultValue()), "        ");
                    out.println("      a lower layer may: " + allowed(parameter.merge()));
                }
            }
            return ExitCodes.PASSED;
        }

        private static UsageException unknown(String id, List<String> known) {
            return new UsageException("there is no rule " + id
                    + Suggestion.closest(id, known)
                            .map(near -> "; did you mean " + near + "?")
                            .orElse("; 'bylaw rules list' shows all"));
        }

        private static String allowed(Parameter.Merge merge) {
            return switch (merge) {
                case LOCKED -> "not change it";
                case UNION -> "add to it";
                case INTERSECTION -> "take away from it";
                case MIN -> "lower it";
                case MAX -> "raise it";
                case ANY -> "turn it on";
                case ALL -> "turn it off";
            };
        }
    }
}
