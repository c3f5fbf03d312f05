package dev.bylaw.cli;

import dev.bylaw.CheckOptions;
import dev.bylaw.PolicyEngine;
import dev.bylaw.RuleInputs;
import dev.bylaw.Workspace;
import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.Json;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.text.Suggestion;
import dev.bylaw.workspace.Problem;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints what was read. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        description = "Prints the document that rules see, as JSON.",
        footer = {
            "",
            "Problems of reading go to standard error; the exit code is then 3.",
            "",
            "Examples:",
            "  bylaw inspect --only models --pretty",
            "  bylaw inspect --rule bylaw/secure/pii-masked"
        })
final class InspectCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private ReadingOptions reading;

    @Option(names = "--pretty", description = "Indents the JSON.")
    private boolean pretty;

    @Option(names = "--only", paramLabel = "COLLECTION", description = "Prints one collection, such as models.")
    private String only;

    @Option(names = "--lineage", description = "Prints only the columns that each column comes from, by id.")
    private boolean lineage;

    @Option(
            names = "--rule",
            paramLabel = "ID",
            description = "Prints what this rule is asked about: data, and each input.")
    private String rule;

    InspectCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        int chosen = (only == null ? 0 : 1) + (lineage ? 1 : 0) + (rule == null ? 0 : 1);
        if (chosen > 1) {
            throw new UsageException("--only, --lineage and --rule cannot be combined");
        }
        CheckOptions options = reading.options(console);
        PolicyEngine engine = reading.engine();
        if (rule != null) {
            RuleInputs inputs = engine.inputs(reading.sources(), options, rule);
            print(document(inputs));
            return problems(inputs.problems());
        }
        Workspace workspace = engine.read(reading.sources(), options);
        if (lineage) {
            print(Lineage.of(workspace.document()));
        } else {
            print(only == null ? workspace.document() : collection(workspace.document()));
        }
        return problems(workspace.problems());
    }

    private static Value document(RuleInputs inputs) {
        ArrayValue.Builder all = ArrayValue.builder();
        for (RuleInputs.Input input : inputs.inputs()) {
            all.add(ObjectValue.builder()
                    .put("element", StringValue.of(input.element().id()))
                    .put("input", input.input())
                    .build());
        }
        return ObjectValue.builder()
                .put("data", inputs.data())
                .put("inputs", all.build())
                .build();
    }

    private Value collection(ObjectValue document) {
        Value value = document;
        for (String step : only.split("[/.]", -1)) {
            Value next = value instanceof ObjectValue object ? object.get(step) : null;
            if (next == null) {
                List<String> known = value instanceof ObjectValue object
                        ? object.keys().stream()
                                .map(key -> ((StringValue) key).value())
                                .toList()
                        : List.of();
                throw new UsageException("there is no collection '" + only + "'; known are "
                        + String.join(", ", known)
                        + Suggestion.hint(step, known));
            }
            value = next;
        }
        return value;
    }

    private void print(Value value) {
        String text = pretty ? Json.writePretty(value) : Json.write(value);
        console.out().println(text);
    }

    private int problems(List<Problem> problems) {
        for (Problem problem : problems) {
            String place = problem.location()
                    .map(at -> at.file() + ":" + at.start().line() + ":"
                            + at.start().column() + ": ")
                    .orElse("");
            console.err().println("bylaw: " + Plain.text(place + problem.message()));
        }
        return problems.isEmpty() ? ExitCodes.PASSED : ExitCodes.INCOMPLETE;
    }
}
