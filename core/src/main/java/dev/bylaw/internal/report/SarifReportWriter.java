package dev.bylaw.internal.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.bylaw.report.Age;
import dev.bylaw.report.Report;
import dev.bylaw.report.ReportWriter;
import dev.bylaw.report.RuleRun;
import dev.bylaw.report.Suppressed;
import dev.bylaw.report.Undecided;
import dev.bylaw.report.Violation;
import dev.bylaw.rule.RuleId;
import dev.bylaw.rule.RuleMetadata;
import dev.bylaw.rule.Severity;
import dev.bylaw.workspace.Element;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Notice;
import dev.bylaw.workspace.Problem;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * SARIF 2.1.0 (OASIS, 2020). Undecided elements are results of the kind {@code open} (section 3.27.9), problems and notices
 * are notifications of the invocation (section 3.20.21), ways to a violation are code flows (section 3.27.18).
 * Where the check was compared with a base, violations have a baseline state (section 3.27.24).
 */
public final class SarifReportWriter implements ReportWriter {
    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
    private static final String ROOT = "%SRCROOT%";

    @Override
    public String format() {
        return "sarif";
    }

    @Override
    public void write(Report report, Appendable out) throws IOException {
        Map<RuleId, Integer> positions = new HashMap<>();
        try (JsonGenerator json = JsonOutput.to(out)) {
            json.writeStartObject();
            json.writeStringField("$schema", SCHEMA);
            json.writeStringField("version", "2.1.0");
            json.writeArrayFieldStart("runs");
            json.writeStartObject();
            json.writeObjectFieldStart("tool");
            json.writeObjectFieldStart("driver");
            json.writeStringField("name", "Bylaw");
            json.writeStringField("version", report.toolVersion());
            json.writeArrayFieldStart("rules");
            for (RuleRun run : report.rules()) {
                positions.put(run.rule().id(), positions.size());
                rule(run, json);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndObject();
            json.writeStringField("columnKind", "unicodeCodePoints");
            invocation(report, json);
            json.writeArrayFieldStart("results");
            for (Violation violation : report.violations()) {
                violation(violation, Optional.empty(), positions, json);
            }
            for (Suppressed suppressed : report.suppressed()) {
                violation(suppressed.violation(), Optional.of(suppressed.by()), positions, json);
            }
            for (Undecided undecided : report.undecided()) {
                undecided(undecided, positions, json);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
        }
        out.append('\n');
    }

    private static void rule(RuleRun run, JsonGenerator json) throws IOException {
        RuleMetadata rule = run.rule();
        json.writeStartObject();
        json.writeStringField("id", rule.id().toString());
        text("shortDescription", Inert.plain(rule.title()), json);
        text("fullDescription", Inert.plain(rule.description()), json);
        text("help", Inert.plain(rule.remedy()), json);
        json.writeObjectFieldStart("defaultConfiguration");
        json.writeStringField("level", level(run.severity()));
        json.writeEndObject();
        json.writeObjectFieldStart("properties");
        json.writeArrayFieldStart("tags");
        json.writeString(rule.id().principle());
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void text(String name, String text, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("text", text);
        json.writeEndObject();
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case INFO -> "note";
        };
    }

    private static void invocation(Report report, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("invocations");
        json.writeStartObject();
        json.writeBooleanField("executionSuccessful", report.problems().isEmpty());
        json.writeArrayFieldStart("toolExecutionNotifications");
        for (Problem problem : report.problems()) {
            notification("error", problem.kind().id(), problem.message(), problem.location(), json);
        }
        for (Notice notice : report.notices()) {
            notification("note", notice.kind(), notice.message(), notice.location(), json);
        }
        json.writeEndArray();
        json.writeObjectFieldStart("properties");
        json.writeStringField("verdict", report.verdict().name());
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndArray();
    }

    private static void notification(
            String level, String kind, String message, Optional<Location> location, JsonGenerator json)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("level", level);
        json.writeObjectFieldStart("descriptor");
        json.writeStringField("id", kind);
        json.writeEndObject();
        text("message", Inert.sarif(message), json);
        if (location.isPresent()) {
            json.writeArrayFieldStart("locations");
            json.writeStartObject();
            physical(location.get(), json);
            json.writeEndObject();
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void violation(
            Violation violation, Optional<Suppressed.Cover> cover, Map<RuleId, Integer> positions, JsonGenerator json)
            throws IOException {
        json.writeStartObject();
        ruleOf(violation.rule(), positions, json);
        json.writeStringField("level", level(violation.severity()));
        if (violation.age() != Age.UNKNOWN) {
            json.writeStringField("baselineState", violation.isNew() ? "new" : "unchanged");
        }
        text("message", Inert.sarif(violation.message()), json);
        locations(violation.element(), violation.location(), json);
        json.writeObjectFieldStart("partialFingerprints");
        json.writeStringField("bylaw/v1", violation.fingerprint());
        json.writeEndObject();
        if (!violation.path().isEmpty()) {
            flow(violation, json);
        }
        if (cover.isPresent()) {
            json.writeArrayFieldStart("suppressions");
            json.writeStartObject();
            json.writeStringField("kind", "external");
            json.writeStringField(
                    "justification",
                    Inert.plain(cover.get().kind() + " " + cover.get().id()));
            json.writeEndObject();
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void undecided(Undecided undecided, Map<RuleId, Integer> positions, JsonGenerator json)
            throws IOException {
        json.writeStartObject();
        ruleOf(undecided.rule(), positions, json);
        json.writeStringField("kind", "open");
        json.writeStringField("level", "none");
        text("message", Inert.sarif("undecided: " + String.join("; ", undecided.reasons())), json);
        locations(undecided.element(), undecided.location(), json);
        json.writeEndObject();
    }

    private static void ruleOf(RuleId rule, Map<RuleId, Integer> positions, JsonGenerator json) throws IOException {
        json.writeStringField("ruleId", rule.toString());
        Integer position = positions.get(rule);
        if (position != null) {
            json.writeNumberField("ruleIndex", position);
        }
    }

    private static void locations(Element element, Optional<Location> location, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("locations");
        location(element, location, json);
        json.writeEndArray();
    }

    private static void location(Element element, Optional<Location> location, JsonGenerator json) throws IOException {
        json.writeStartObject();
        if (location.isPresent()) {
            physical(location.get(), json);
        }
        json.writeArrayFieldStart("logicalLocations");
        json.writeStartObject();
        json.writeStringField("name", Inert.plain(element.name()));
        json.writeStringField("fullyQualifiedName", Inert.plain(element.id()));
        json.writeStringField("kind", element.kind());
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void flow(Violation violation, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("codeFlows");
        json.writeStartObject();
        json.writeArrayFieldStart("threadFlows");
        json.writeStartObject();
        json.writeArrayFieldStart("locations");
        for (Violation.Hop hop : violation.path()) {
            json.writeStartObject();
            json.writeFieldName("location");
            location(hop.element(), hop.location(), json);
            if (!hop.edge().isEmpty()) {
                json.writeArrayFieldStart("kinds");
                json.writeString(Inert.plain(hop.edge()));
                json.writeEndArray();
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
    }

    private static void physical(Location location, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("physicalLocation");
        json.writeObjectFieldStart("artifactLocation");
        json.writeStringField("uri", uri(location.file()));
        json.writeStringField("uriBaseId", ROOT);
        json.writeEndObject();
        json.writeObjectFieldStart("region");
        json.writeNumberField("startLine", location.start().line());
        json.writeNumberField("startColumn", location.start().column());
        json.writeNumberField("endLine", location.end().line());
        json.writeNumberField("endColumn", location.end().column());
        json.writeEndObject();
        json.writeEndObject();
    }

    /** A relative URI reference: every character but letters, digits and a few marks by its number. */
    private static String uri(String file) {
        StringBuilder uri = new StringBuilder();
        for (String part : file.split("/", -1)) {
            uri.append(uri.length() == 0 ? "" : "/")
                    .append(URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"));
        }
        return uri.toString();
    }
}
