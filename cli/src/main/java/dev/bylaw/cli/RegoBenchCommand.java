package dev.bylaw.cli;

import dev.bylaw.rego.EvaluationOptions;
import dev.bylaw.rego.EvaluationOptions.ErrorMode;
import dev.bylaw.rego.Json;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.Policy;
import dev.bylaw.rego.PreparedQuery;
import dev.bylaw.rego.QueryResult;
import dev.bylaw.rego.RegoException;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.text.Suggestion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures a query. The formats are those of {@code opa bench} and, for gobench, Go's benchmark data format. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures how long a prepared query takes, as opa bench.",
        footer = {
            "",
            "Exit codes: 0, 1 where the result is undefined, 2 for errors.",
            "",
            "Example:",
            "  bylaw rego bench -d policies -i input.json 'data.example.violation'"
        })
final class RegoBenchCommand implements Callable<Integer> {
    private static final List<String> FORMATS = List.of("pretty", "json", "gobench");
    private static final Map<String, Double> QUANTILES = new LinkedHashMap<>();
    private static final double HUNDRED = 100;
    private static final double NANOS = 1e9;

    static {
        for (double percent : new double[] {75, 90, 95, 99, 99.9, 99.99}) {
            String text = percent == Math.rint(percent) ? Long.toString((long) percent) : Double.toString(percent);
            QUANTILES.put(text + "%", percent / HUNDRED);
        }
        QUANTILES.put("max", 1.0);
        QUANTILES.put("median", 0.5);
        QUANTILES.put("min", 0.0);
    }

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
            names = {"-f", "--format"},
            paramLabel = "FORMAT",
            defaultValue = "pretty",
            description = "pretty (default), json or gobench.")
    private String format;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many times to measure. Default: ${DEFAULT-VALUE}.")
    private int count;

    @Option(
            names = "--warmup",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = "How long to run before measuring. Default: ${DEFAULT-VALUE}.")
    private double warmup;

    @Option(
            names = "--time",
            paramLabel = "SECONDS",
            defaultValue = "1",
            description = "How long to measure. Default: ${DEFAULT-VALUE}.")
    private double time;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many threads share the prepared query. Default: ${DEFAULT-VALUE}.")
    private int threads;

    @Option(names = "--bytes", description = "Measures from the bytes of the input to the bytes of the result.")
    private boolean bytes;

    RegoBenchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        check();
        Callable<Object> operation;
        try {
            RegoFiles files = RegoFiles.load(data);
            operation = operation(Policy.compile(files.modules()).prepare(query), files.data());
            Bench bench = new Bench(operation);
            bench.warmUp(duration(warmup), threads);
            for (int i = 0; i < count; i++) {
                print(bench.measure(duration(time), threads));
                console.out().flush();
            }
        } catch (RegoException e) {
            return failed(e);
        } catch (UndefinedException e) {
            console.err().println("bylaw: the result is undefined");
            return 1;
        }
        return 0;
    }

    private void check() {
        if (!FORMATS.contains(format)) {
            throw new UsageException("unknown format '" + format + "'; known are " + String.join(", ", FORMATS)
                    + Suggestion.hint(format, FORMATS));
        }
        if (count < 1 || threads < 1) {
            throw new UsageException("--count and --threads must be at least 1");
        }
        if (!(warmup >= 0 && warmup <= Integer.MAX_VALUE && time >= 0 && time <= Integer.MAX_VALUE)) {
            throw new UsageException("--warmup and --time are seconds, not negative");
        }
        if (bytes && input == null) {
            throw new UsageException("--bytes needs --input");
        }
    }

    private static Duration duration(double seconds) {
        return Duration.ofNanos((long) (seconds * NANOS));
    }

    /** The operation that is measured. */
    private Callable<Object> operation(PreparedQuery prepared, ObjectValue base) throws IOException {
        EvaluationOptions options =
                EvaluationOptions.DEFAULT.withErrors(ErrorMode.UNDEFINED).withNow(Instant.now());
        if (bytes) {
            byte[] text = Files.readAllBytes(input);
            String name = input.toString();
            return () -> write(defined(prepared.evaluate(Json.parse(name, text), base, options)));
        }
        Optional<Value> given = input == null ? Optional.empty() : Optional.of(RegoFiles.value(input));
        return given.isEmpty()
                ? () -> defined(prepared.evaluate(base, options))
                : () -> defined(prepared.evaluate(given.get(), base, options));
    }

    private static List<byte[]> write(QueryResult result) {
        List<byte[]> all = new ArrayList<>();
        result.solutions()
                .forEach(solution -> solution.expressions().forEach(value -> all.add(Json.writeBytes(value))));
        return all;
    }

    private static QueryResult defined(QueryResult result) {
        if (result.solutions().isEmpty()) {
            throw new UndefinedException();
        }
        return result;
    }

    /** The query has no result, so there is nothing to measure. */
    private static final class UndefinedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        UndefinedException() {
            super("undefined");
        }
    }

    private int failed(RegoException exception) {
        if (format.equals("json")) {
            console.out().println(Json.writePretty(RegoJson.errors(exception.errors())));
        } else {
            exception.errors().forEach(error -> console.err().println(error));
        }
        return ExitCodes.USAGE;
    }

    private void print(Bench.Result result) {
        switch (format) {
            case "json" -> console.out().println(Json.writePretty(json(result)));
            case "gobench" -> {
                StringBuilder line = new StringBuilder(String.format(
                        Locale.ROOT,
                        "BenchmarkBylawEval\t%8d\t%10.0f ns/op",
                        result.samples(),
                        result.nanosPerOperation()));
                histogram(result)
                        .forEach((name, value) ->
                                line.append('\t').append(value).append(' ').append(name));
                console.out()
                        .println(line.append('\t')
                                .append(result.bytes() / result.samples())
                                .append(" B/op"));
            }
            default -> {
                List<List<String>> rows = new ArrayList<>();
                rows.add(List.of("ns/op", Long.toString(Math.round(result.nanosPerOperation()))));
                rows.add(List.of("B/op", Long.toString(result.bytes() / result.samples())));
                histogram(result).forEach((name, value) -> rows.add(List.of(name, Long.toString(value))));
                Table.print(console.out(), List.of("samples", Integer.toString(result.samples())), rows);
            }
        }
    }

    private static ObjectValue json(Bench.Result result) {
        ObjectValue.Builder extra = ObjectValue.builder();
        histogram(result).forEach((name, value) -> extra.put(name, RegoJson.number(value)));
        return ObjectValue.builder()
                .put("N", RegoJson.number(result.samples()))
                .put("T", RegoJson.number(result.nanos()))
                .put("Bytes", RegoJson.number(0))
                .put("MemBytes", RegoJson.number(result.bytes()))
                .put("Extra", extra.build())
                .build();
    }

    private static Map<String, Long> histogram(Bench.Result result) {
        Map<String, Long> all = new LinkedHashMap<>();
        QUANTILES.forEach((name, part) -> all.put("histogram_timer_rego_query_eval_ns_" + name, result.quantile(part)));
        all.put("histogram_timer_rego_query_eval_ns_count", (long) result.samples());
        all.put("histogram_timer_rego_query_eval_ns_mean", Math.round(result.mean()));
        return all;
    }
}
