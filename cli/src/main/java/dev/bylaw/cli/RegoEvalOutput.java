package dev.bylaw.cli;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.Coverage;
import dev.bylaw.rego.Json;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.PreparedQuery;
import dev.bylaw.rego.Profile;
import dev.bylaw.rego.QueryResult;
import dev.bylaw.rego.RegoError;
import dev.bylaw.rego.RegoLocation;
import dev.bylaw.rego.Solution;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Trace;
import dev.bylaw.rego.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a query came to, in the formats of {@code opa eval}. */
final class RegoEvalOutput {
    private final Console console;
    private final String query;
    private final String format;
    private final int limit;
    private final RegoErrors errorTexts;

    private List<RegoError> errors = List.of();
    private PreparedQuery prepared;
    private List<Solution> solutions = List.of();
    private Map<String, Long> metrics = Map.of();
    private Trace trace = new Trace(List.of(), true);
    private boolean variables;
    private List<Profile.Entry> profile = List.of();
    private Coverage coverage;

    RegoEvalOutput(Console console, String query, String format, int limit, RegoErrors errorTexts) {
        this.console = console;
        this.query = query;
        this.format = format;
        this.limit = limit;
        this.errorTexts = errorTexts;
    }

    void result(PreparedQuery evaluated, QueryResult result) {
        prepared = evaluated;
        solutions = result.solutions();
    }

    void errors(List<RegoError> all) {
        errors = all;
    }

    void metrics(RegoTimes times) {
        metrics = times.all();
    }

    void trace(Trace steps, boolean withVariables) {
        trace = steps;
        variables = withVariables;
    }

    void profile(List<Profile.Entry> entries) {
        profile = entries;
    }

    void coverage(Coverage reached) {
        coverage = reached;
    }

    boolean failed() {
        return !errors.isEmpty();
    }

    boolean isDefined() {
        return !solutions.isEmpty();
    }

    void print() {
        switch (format) {
            case "json" -> console.out().println(JsonText.pretty(json()));
            case "discard" -> {
                Map<String, Object> all = json();
                all.computeIfPresent("result", (key, value) -> "discarded");
                console.out().println(JsonText.pretty(all));
            }
            case "pretty" -> pretty();
            default -> values();
        }
    }

    private void printErrors() {
        errorTexts.lines(errors, "").forEach(console.err()::println);
    }

    private void values() {
        if (failed()) {
            printErrors();
            return;
        }
        for (Solution solution : solutions) {
            console.out()
                    .println(
                            switch (format) {
                                case "raw" -> raw(solution);
                                case "values" -> JsonText.pretty(solution.expressions());
                                default -> Json.writePretty(bindings(solution));
                            });
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

    private Map<String, Object> json() {
        Map<String, Object> all = new LinkedHashMap<>();
        if (failed()) {
            all.put("errors", errorTexts.json(errors));
        }
        if (!solutions.isEmpty()) {
            all.put("result", solutions.stream().map(this::json).toList());
        }
        if (!metrics.isEmpty()) {
            all.put("metrics", metrics);
        }
        if (!trace.events().isEmpty()) {
            all.put(
                    "explanation",
                    trace.events().stream().map(RegoEvalOutput::json).toList());
        }
        if (!profile.isEmpty()) {
            all.put("profile", profile.stream().map(RegoEvalOutput::json).toList());
        }
        if (coverage != null) {
            all.put("coverage", RegoJson.report(coverage));
        }
        return all;
    }

    private Map<String, Object> json(Solution solution) {
        List<Map<String, Object>> expressions = new ArrayList<>();
        for (int i = 0; i < solution.expressions().size(); i++) {
            RegoLocation place = prepared.expressions().get(i);
            Map<String, Object> at = new LinkedHashMap<>();
            at.put("row", place.row());
            at.put("col", place.column());
            Map<String, Object> expression = new LinkedHashMap<>();
            expression.put("value", solution.expressions().get(i));
            expression.put("text", text(place));
            expression.put("location", at);
            expressions.add(expression);
        }
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("expressions", expressions);
        if (!solution.bindings().isEmpty()) {
            entry.put("bindings", bindings(solution));
        }
        return entry;
    }

    private static Map<String, Object> json(Trace.Event event) {
        Map<String, Object> entry = new LinkedHashMap<>();
        boolean note = event.operation() == Trace.Operation.NOTE;
        entry.put("Op", event.operation().text());
        entry.put("Node", note ? "" : event.text());
        entry.put("Location", RegoErrors.location(event.location()));
        entry.put("Depth", event.depth());
        List<Map<String, Object>> locals = new ArrayList<>();
        event.locals().forEach((name, value) -> {
            Map<String, Object> local = new LinkedHashMap<>();
            local.put("name", name);
            local.put("value", value);
            locals.add(local);
        });
        entry.put("Locals", locals);
        entry.put("Message", note ? event.text() : "");
        return entry;
    }

    private static Map<String, Object> json(Profile.Entry entry) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("total_time_ns", entry.time().toNanos());
        json.put("num_eval", entry.evaluations());
        json.put("num_redo", entry.redos());
        json.put("num_gen_expr", entry.expressions());
        json.put("location", RegoErrors.location(entry.location()));
        return json;
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

    private void pretty() {
        trace.lines(variables).forEach(line -> console.out().println(Plain.text(line)));
        if (failed()) {
            printErrors();
        } else if (solutions.isEmpty()) {
            console.out().println("undefined");
        } else {
            table();
        }
        if (!metrics.isEmpty()) {
            List<List<String>> rows = new ArrayList<>();
            metrics.forEach((name, nanos) -> rows.add(List.of(name, Long.toString(nanos))));
            Table.print(console.out(), List.of("Metric", "Value"), rows);
        }
        if (!profile.isEmpty()) {
            List<List<String>> rows = new ArrayList<>();
            for (Profile.Entry entry : profile) {
                boolean own = entry.location().file().equals(RegoErrors.QUERY);
                rows.add(List.of(
                        RegoDurations.text(entry.time()),
                        Long.toString(entry.evaluations()),
                        Long.toString(entry.redos()),
                        Integer.toString(entry.expressions()),
                        own
                                ? query
                                : entry.location().file() + ":"
                                        + entry.location().row()));
            }
            Table.print(console.out(), List.of("Time", "Num Eval", "Num Redo", "Num Gen Expr", "Location"), rows);
        }
        if (coverage != null) {
            String percent = String.format(Locale.ROOT, "%.2f", coverage.percent());
            Table.print(console.out(), List.of("Overall Coverage", percent), List.of());
        }
    }

    /** One value alone, or a table of the variables and of the expressions that are more than true. */
    private void table() {
        Solution first = solutions.get(0);
        boolean single = solutions.size() == 1 && first.bindings().isEmpty();
        boolean truths = first.expressions().stream().allMatch(value -> value instanceof BooleanValue);
        if (single && (first.expressions().size() == 1 || truths)) {
            console.out().println(Json.writePretty(first.expressions().get(0)));
            return;
        }
        List<String> head = new ArrayList<>();
        List<Integer> columns = new ArrayList<>();
        for (int i = 0; i < first.expressions().size(); i++) {
            if (first.bindings().isEmpty() || !(first.expressions().get(i) instanceof BooleanValue)) {
                columns.add(i);
                head.add(text(prepared.expressions().get(i)));
            }
        }
        head.addAll(first.bindings().keySet());
        List<List<String>> rows = new ArrayList<>();
        for (Solution solution : solutions) {
            List<String> row = new ArrayList<>();
            columns.forEach(i -> row.add(cell(solution.expressions().get(i))));
            for (String name : first.bindings().keySet()) {
                row.add(cell(solution.bindings().getOrDefault(name, ArrayValue.EMPTY)));
            }
            rows.add(row);
        }
        Table.print(console.out(), head, rows);
    }

    private String cell(Value value) {
        String text = Json.write(value);
        boolean fits = limit <= 0 || text.codePointCount(0, text.length()) <= limit;
        return Plain.text(fits ? text : text.substring(0, text.offsetByCodePoints(0, limit)) + "...");
    }
}
