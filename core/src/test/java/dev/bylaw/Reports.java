package dev.bylaw;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.bylaw.report.Report;
import dev.bylaw.report.ReportWriter;
import dev.bylaw.report.RuleRun;
import dev.bylaw.report.Suppressed;
import dev.bylaw.report.Undecided;
import dev.bylaw.report.Violation;
import dev.bylaw.rule.RuleId;
import dev.bylaw.rule.RuleMetadata;
import dev.bylaw.rule.Severity;
import dev.bylaw.rule.SubjectKind;
import dev.bylaw.workspace.Element;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Notice;
import dev.bylaw.workspace.Position;
import dev.bylaw.workspace.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reports that say a text at every place where one can stand, and schemas, for tests. */
final class Reports {
    private Reports() {}

    /** A report with everything in it, in which all that comes from files is this text. */
    static Report saying(String text) {
        RuleId id = RuleId.parse("acme/test/found").orElseThrow();
        RuleMetadata rule =
                new RuleMetadata(id, text, text, Severity.ERROR, SubjectKind.MODEL, text, text, text, List.of());
        Element element = new Element("model", text, text);
        Location place = new Location(text, new Position(1, 2), new Position(1, 4));
        Violation violation = new Violation(
                id,
                Severity.ERROR,
                text,
                element,
                "",
                Optional.of(place),
                text,
                text,
                "guild",
                "0123456789abcdef0123456789abcdef",
                List.of(
                        new Violation.Hop(element, Optional.of(place), text),
                        new Violation.Hop(element, Optional.empty(), "")));
        Violation second = new Violation(
                id,
                Severity.INFO,
                text,
                element,
                "",
                Optional.empty(),
                text,
                text,
                "guild",
                "0123456789abcdef0123456789abcdef",
                List.of());
        return new Report(
                "0.1.0",
                List.of(violation, second),
                List.of(new Undecided(id, element, Optional.of(place), List.of(text))),
                List.of(new Suppressed(second, new Suppressed.Cover("waiver", text))),
                List.of(Problem.at(place, Problem.Kind.INVALID_SYNTAX, text)),
                List.of(Notice.at(place, "duplicate-key", text), new Notice("other", text, Optional.empty())),
                List.of(new RuleRun(rule, Severity.ERROR, 3, 2, 1, Duration.ofMillis(5))),
                new TreeMap<>(Map.of("model", 3)),
                Severity.ERROR,
                false,
                new TreeMap<>(Map.of(place, text)));
    }

    /** A report of as many violations, of which every tenth is a warning and every hundredth only informs. */
    static Report many(int number) {
        List<RuleRun> rules = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            RuleId id = RuleId.parse("acme/test/rule-" + i).orElseThrow();
            rules.add(new RuleRun(
                    new RuleMetadata(
                            id, "Rule", "Text", Severity.ERROR, SubjectKind.MODEL, "1.0.0", "Mend it", "", List.of()),
                    Severity.ERROR,
                    number,
                    number / 7,
                    0,
                    Duration.ZERO));
        }
        List<Violation> violations = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            String name = "model_" + i;
            Severity severity = i % 100 == 0 ? Severity.INFO : i % 10 == 0 ? Severity.WARNING : Severity.ERROR;
            violations.add(new Violation(
                    rules.get(i % 7).rule().id(),
                    severity,
                    name + " keeps no rule and has a message of a usual length",
                    new Element("model", "model.shop." + name, name),
                    "",
                    Optional.of(Location.at("models/marts/" + name + ".sql", new Position(i + 1, 3))),
                    "Mend it",
                    "",
                    "guild",
                    String.format(Locale.ROOT, "%032x", i),
                    List.of()));
        }
        return report(violations, List.of(), List.of(), rules, false);
    }

    /** A report of these findings on models. */
    static Report report(
            List<Violation> violations,
            List<Undecided> undecided,
            List<Problem> problems,
            List<RuleRun> rules,
            boolean undecidedFails) {
        return new Report(
                "0.1.0",
                violations,
                undecided,
                List.of(),
                problems,
                List.of(),
                rules,
                new TreeMap<>(Map.of("model", violations.size())),
                Severity.ERROR,
                undecidedFails,
                Map.of());
    }

    static String write(ReportWriter writer, Report report) {
        try {
            StringBuilder out = new StringBuilder();
            writer.write(report, out);
            return out.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A schema among the resources of the engine. */
    static JsonSchema schema(String resource) {
        try (InputStream in = PolicyEngine.class.getResourceAsStream(resource)) {
            return schema(new String(in.readAllBytes(), StandardCharsets.UTF_8), SpecVersion.VersionFlag.V202012);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonSchema schema(String text, SpecVersion.VersionFlag version) {
        return JsonSchemaFactory.getInstance(version)
                .getSchema(
                        text,
                        SchemaValidatorsConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build());
    }

    static List<String> faults(JsonSchema schema, String json) {
        return schema.validate(json, InputFormat.JSON).stream()
                .map(ValidationMessage::toString)
                .sorted()
                .toList();
    }
}
