package dev.bylaw.internal.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.bylaw.report.Age;
import dev.bylaw.report.Explanation;
import dev.bylaw.report.Report;
import dev.bylaw.report.ReportWriter;
import dev.bylaw.report.RuleRun;
import dev.bylaw.report.Suppressed;
import dev.bylaw.report.Undecided;
import dev.bylaw.report.Violation;
import dev.bylaw.rule.Severity;
import dev.bylaw.workspace.Element;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Notice;
import dev.bylaw.workspace.Problem;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Bylaw's own JSON format, whose schema is published with the engine. */
public final class JsonReportWriter implements ReportWriter {
    /** The version of the format. */
    public static final String SCHEMA_VERSION = "1";

    private final boolean times;

    /**
     * A writer.
     *
     * @param times whether it says how long each rule took, which differs from run to run
     */
    public JsonReportWriter(boolean times) {
        this.times = times;
    }

    @Override
    public String format() {
        return "json";
    }

    @Override
    public void write(Report report, Appendable out) throws IOException {
        try (JsonGenerator json = JsonOutput.to(out)) {
            json.writeStartObject();
            json.writeStringField("schema_version", SCHEMA_VERSION);
            json.writeObjectFieldStart("tool");
            json.writeStringField("name", "bylaw");
            json.writeStringField("version", report.toolVersion());
            json.writeEndObject();
            json.writeStringField("verdict", report.verdict().name());
            summary(report, json);
            json.writeArrayFieldStart("violations");
            for (Violation violation : report.violations()) {
                violation(violation, json);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("undecided");
            for (Undecided undecided : report.undecided()) {
                undecided(undecided, json);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("suppressed");
            for (Suppressed suppressed : report.suppressed()) {
                json.writeStartObject();
                json.writeFieldName("violation");
                violation(suppressed.violation(), json);
                json.writeObjectFieldStart("by");
                json.writeStringField("kind", suppressed.by().kind());
                json.writeStringField("id", suppressed.by().id());
                json.writeEndObject();
                json.writeEndObject();
            }
            json.writeEndArray();
            problems(report.problems(), json);
            notices(report.notices(), json);
            json.writeArrayFieldStart("rules");
            for (RuleRun run : report.rules()) {
                rule(run, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        out.append('\n');
    }

    private static void summary(Report report, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("summary");
        json.writeObjectFieldStart("violations");
        for (Severity severity : Severity.values()) {
            json.writeNumberField(severity.id(), report.count(severity));
        }
        json.writeEndObject();
        if (report.compared()) {
            json.writeNumberField("new", report.countNew());
        }
        json.writeNumberField("undecided", report.undecided().size());
        json.writeNumberField("suppressed", report.suppressed().size());
        json.writeNumberField("problems", report.problems().size());
        json.writeObjectFieldStart("checked");
        for (Map.Entry<String, Integer> kind : report.checked().entrySet()) {
            json.writeNumberField(kind.getKey(), kind.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void violation(Violation violation, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("rule", violation.rule().toString());
        json.writeStringField("severity", violation.severity().id());
        json.writeStringField("message", violation.message());
        element(violation.element(), json);
        location(violation.location(), json);
        json.writeStringField("remedy", violation.remedy());
        json.writeStringField("page", violation.page());
        json.writeStringField("layer", violation.layer());
        json.writeStringField("fingerprint", violation.fingerprint());
        if (violation.age() != Age.UNKNOWN) {
            json.writeBooleanField("new", violation.isNew());
        }
        if (!violation.path().isEmpty()) {
            json.writeArrayFieldStart("path");
            for (Violation.Hop hop : violation.path()) {
                json.writeStartObject();
                element(hop.element(), json);
                location(hop.location(), json);
                if (!hop.edge().isEmpty()) {
                    json.writeStringField("edge", hop.edge());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        explanation(violation.explanation(), json);
        json.writeEndObject();
    }

    private static void undecided(Undecided undecided, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("rule", undecided.rule().toString());
        element(undecided.element(), json);
        location(undecided.location(), json);
        json.writeArrayFieldStart("reasons");
        for (String reason : undecided.reasons()) {
            json.writeString(reason);
        }
        json.writeEndArray();
        explanation(undecided.explanation(), json);
        json.writeEndObject();
    }

    private static void explanation(Optional<Explanation> explanation, JsonGenerator json) throws IOException {
        if (explanation.isPresent()) {
            derivations("explanation", explanation.get().derivations(), json);
        }
    }

    private static void derivations(String name, List<Explanation.Derivation> derivations, JsonGenerator json)
            throws IOException {
        json.writeArrayFieldStart(name);
        for (Explanation.Derivation derivation : derivations) {
            json.writeStartObject();
            json.writeStringField("rule", derivation.rule());
            if (!derivation.head().isEmpty()) {
                json.writeStringField("head", derivation.head());
            }
            location(derivation.location(), json);
            json.writeArrayFieldStart("steps");
            for (Explanation.Step step : derivation.steps()) {
                step(step, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void step(Explanation.Step step, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("text", step.text());
        location(step.location(), json);
        json.writeArrayFieldStart("parts");
        for (Explanation.Part part : step.parts()) {
            json.writeStartObject();
            json.writeStringField("text", part.text());
            if (part.value().isPresent()) {
                json.writeStringField("value", part.value().get());
            }
            location(part.location(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
        if (!step.unknown().isEmpty()) {
            json.writeArrayFieldStart("unknown");
            for (String reason : step.unknown()) {
                json.writeString(reason);
            }
            json.writeEndArray();
        }
        if (!step.because().isEmpty()) {
            derivations("because", step.because(), json);
        }
        json.writeEndObject();
    }

    private static void problems(List<Problem> problems, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("problems");
        for (Problem problem : problems) {
            json.writeStartObject();
            json.writeStringField("kind", problem.kind().id());
            json.writeStringField("message", problem.message());
            location(problem.location(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void notices(List<Notice> notices, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("notices");
        for (Notice notice : notices) {
            json.writeStartObject();
            json.writeStringField("kind", notice.kind());
            json.writeStringField("message", notice.message());
            location(notice.location(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void rule(RuleRun run, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("rule", run.rule().id().toString());
        json.writeNumberField("subjects", run.subjects());
        json.writeNumberField("violations", run.violations());
        json.writeNumberField("undecided", run.undecided());
        if (times) {
            json.writeNumberField("milliseconds", run.time().toMillis());
        }
        json.writeEndObject();
    }

    private static void element(Element element, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("element");
        json.writeStringField("kind", element.kind());
        json.writeStringField("id", element.id());
        json.writeStringField("name", element.name());
        json.writeEndObject();
    }

    private static void location(Optional<Location> location, JsonGenerator json) throws IOException {
        if (location.isPresent()) {
            Location place = location.get();
            json.writeObjectFieldStart("location");
            json.writeStringField("file", place.file());
            json.writeNumberField("line", place.start().line());
            json.writeNumberField("column", place.start().column());
            json.writeNumberField("end_line", place.end().line());
            json.writeNumberField("end_column", place.end().column());
            json.writeEndObject();
        }
    }
}
