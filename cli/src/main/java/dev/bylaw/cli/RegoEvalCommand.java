package dev.bylaw.cli;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.EvaluationOptions;
import dev.bylaw.rego.EvaluationOptions.ErrorMode;
import dev.bylaw.rego.Json;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.Policy;
import dev.bylaw.rego.PreparedQuery;
import dev.bylaw.rego.QueryResult;
import dev.bylaw.rego.RegoException;
import dev.bylaw.rego.RegoLocation;
import dev.bylaw.rego.Solution;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.text.Suggestion;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Evaluates a query. */
@Command(
        name = "eval",
        mixinStandardHelpOptions = true,
        description = "Evaluates a query, as opa eval.",
        footer = {
            "",
            "Exit codes: 0, 2 for errors, and 1 with --fail where the result is",
            "undefined or with --fail-defined where it is not.",
            "",
            "Example:",
            "  bylaw rego eval -d policies -i input.json 'data.example.violation'"
        })
final class RegoEvalCommand implements Callable<Integer> {
    private static final List<String> FORMATS = List.of("bindings", "json", "pretty", "raw", "values");

    private final Console console;

    @Parameters(paramLabel = "QUERY", description = "The query.")
    private String query;

    @Option(
            names = {"-d", "--data"},
            paramLabel = "PATH",
            description = "Rego, JSON or YAML: a file or a folder. Repeatable.")
    private List<String> data = new ArrayList<>();

    @Option(
            names = {"-i", "--input"},
            paramLabel = "FILE",
            description = "The input document, JSON or YAML.")
    private Path input;

    @Option(
            names = {"-I", "--stdin-input"},
            description = "Reads the input document, JSON, from standard input.")
    private boolean stdin;

    @Option(
            names = {"-f", "--format"},
            paramLabel = "FORMAT",
            defaultValue = "json",
            description = "json (default), pretty, raw, values or bindings.")
    private String format;

    @Option(names = "--fail", description = "Exit code 1 where the result is undefined.")
    private boolean fail;

    @Option(names = "--fail-defined", description = "Exit code 1 where the result is defined.")
    private boolean failDefined;

    @Option(names = "--strict-builtin-errors", description = "An error in a builtin ends the evaluation.")
    private boolean strict;

    @Mixin
    private RegoGrants grants;

    RegoEvalCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (!FORMATS.contains(format)) {
            throw new UsageException("unknown format '" + format + "'; known are " + String.join(", ", FORMATS)
                    + Suggestion.hint(format, FORMATS));
        }
        if (input != null && stdin) {
            throw new UsageException("--input and --stdin-input cannot be combined");
        }
        PreparedQuery prepared;
        QueryResult result;
        try {
            RegoFiles files = RegoFiles.load(data);
            prepared = Policy.compile(files.modules(), Policy.Options.DEFAULT.withCapabilities(grants.capabilities()))
                    .prepare(query);
            EvaluationOptions options = EvaluationOptions.DEFAULT
                    .withErrors(strict ? ErrorMode.FAIL : ErrorMode.UNDEFINED)
                    .withNow(Instant.now())
                    .withPrint((place, text) -> console.err().println(text));
            Optional<Value> given = given();
            result = given.isPresent()
                    ? prepared.evaluate(given.get(), files.data(), options)
                    : prepared.evaluate(files.data(), options);
        } catch (RegoException e) {
            return failed(e);
        }
        print(prepared, result);
        boolean defined = isDefined(result);
        return (fail && !defined) || (failDefined && defined) ? 1 : 0;
    }

    private Optional<Value> given() throws IOException {
        if (stdin) {
            return Optional.of(Json.parse("standard input", console.in().readAllBytes()));
        }
        return input == null ? Optional.empty() : Optional.of(RegoFiles.value(input));
    }

    private int failed(RegoException exception) {
        if (format.equals("pretty") || format.equals("raw")) {
            exception.errors().forEach(error -> console.err().println(error));
        } else {
            console.out().println(Json.writePretty(RegoJson.errors(exception.errors())));
        }
        return ExitCodes.USAGE;
    }

    private static boolean isDefined(QueryResult result) {
        return !result.solutions().isEmpty();
    }

    private void print(PreparedQuery prepared, QueryResult result) {
        switch (format) {
            case "json" -> console.out().println(Json.writePretty(json(prepared, result)));
            case "raw" -> result.solutions().forEach(solution -> console.out().println(raw(solution)));
            case "values" ->
                result.solutions().forEach(solution -> {
                    ArrayValue.Builder values = ArrayValue.builder();
                    solution.expressions().forEach(values::add);
                    console.out().println(Json.writePretty(values.build()));
                });
            case "bindings" ->
                result.solutions().forEach(solution -> console.out().println(Json.writePretty(bindings(solution))));
            default -> pretty(prepared, result);
        }
    }

    private static String raw(Solution solution) {
        List<String> texts = new ArrayList<>();
        solution.expressions()
                .forEach(value -> texts.add(value instanceof StringValue text ? text.value() : Json.write(value)));
        return String.join(" ", texts);
    }

    private static ObjectValue bindings(Solution solution) {
        ObjectValue.Builder object = ObjectValue.builder();
        solution.bindings().forEach(object::put);
        return object.build();
    }

    private ObjectValue json(PreparedQuery prepared, QueryResult result) {
        if (result.solutions().isEmpty()) {
            return ObjectValue.EMPTY;
        }
        ArrayValue.Builder all = ArrayValue.builder();
        for (Solution solution : result.solutions()) {
            ArrayValue.Builder expressions = ArrayValue.builder();
            for (int i = 0; i < solution.expressions().size(); i++) {
                RegoLocation place = prepared.expressions().get(i);
                expressions.add(ObjectValue.builder()
                        .put("value", solution.expressions().get(i))
                        .put("text", StringValue.of(text(place)))
                        .put(
                                "location",
                                ObjectValue.builder()
                                        .put("row", RegoJson.number(place.row()))
                                        .put("col", RegoJson.number(place.column()))
                                        .build())
                        .build());
            }
            ObjectValue.Builder entry = ObjectValue.builder().put("expressions", expressions.build());
            if (!solution.bindings().isEmpty()) {
                entry.put("bindings", bindings(solution));
            }
            all.add(entry.build());
        }
        return ObjectValue.builder().put("result", all.build()).build();
    }

    /** The text of an expression of the query. */
    private String text(RegoLocation place) {
        List<String> lines = query.lines().toList();
        if (place.row() != place.endRow()) {
            return query;
        }
        String line = lines.get(place.row() - 1);
        int start = line.offsetByCodePoints(0, place.column() - 1);
        int end = line.offsetByCodePoints(start, Math.max(0, place.endColumn() - place.column()));
        return line.substring(start, end).strip();
    }

    private void pretty(PreparedQuery prepared, QueryResult result) {
        if (result.solutions().isEmpty()) {
            console.out().println("undefined");
            return;
        }
        Solution first = result.solutions().get(0);
        if (result.solutions().size() == 1
                && first.bindings().isEmpty()
                && first.expressions().size() == 1) {
            console.out().println(Json.writePretty(first.expressions().get(0)));
            return;
        }
        List<String> head = new ArrayList<>();
        List<Integer> columns = new ArrayList<>();
        for (int i = 0; i < first.expressions().size(); i++) {
            int column = i;
            if (result.solutions().stream()
                    .anyMatch(solution ->
                            !BooleanValue.TRUE.equals(solution.expressions().get(column)))) {
                columns.add(i);
                head.add(text(prepared.expressions().get(i)));
            }
        }
        head.addAll(first.bindings().keySet());
        List<List<String>> rows = new ArrayList<>();
        for (Solution solution : result.solutions()) {
            List<String> row = new ArrayList<>();
            columns.forEach(i -> row.add(Json.write(solution.expressions().get(i))));
            solution.bindings().values().forEach(value -> row.add(Json.write(value)));
            rows.add(row);
        }
        if (head.isEmpty()) {
            console.out().println("true");
        } else {
            Table.print(console.out(), head, rows);
        }
    }
}
