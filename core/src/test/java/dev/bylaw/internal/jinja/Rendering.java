package dev.bylaw.internal.jinja;

import dev.bylaw.internal.jinja.run.Evaluation;
import dev.bylaw.internal.jinja.run.Host;
import dev.bylaw.internal.jinja.run.Library;
import dev.bylaw.internal.jinja.syntax.Dialect;
import dev.bylaw.internal.jinja.syntax.TemplateParser;
import dev.bylaw.internal.jinja.value.Budget;
import dev.bylaw.internal.jinja.value.Limits;
import dev.bylaw.internal.jinja.value.StringValue;
import dev.bylaw.internal.jinja.value.TemplateException;
import dev.bylaw.internal.jinja.value.UnknownValue;
import dev.bylaw.internal.jinja.value.Value;
import dev.bylaw.internal.text.MappedText;
import dev.bylaw.internal.text.SourceFile;
import dev.bylaw.workspace.Location;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Renders a template for a test and keeps what the interpreter said about it. */
final class Rendering implements Host {
    private final Map<String, Value> globals = new LinkedHashMap<>();
    private final List<String> holes = new ArrayList<>();
    private final List<String> undecided = new ArrayList<>();
    private final List<TemplateException> errors = new ArrayList<>();
    private final List<Location> places = new ArrayList<>();
    private Limits limits = Limits.DEFAULT;
    private Dialect dialect = Dialect.PLAIN;

    static Rendering with(Map<String, ?> globals) {
        Rendering rendering = new Rendering();
        globals.forEach((name, value) -> rendering.globals.put(name, Values.of(value)));
        return rendering;
    }

    static Rendering plain() {
        return new Rendering();
    }

    /** Adds a name whose value cannot be known. */
    Rendering unknown(String name) {
        globals.put(name, new UnknownValue(name + " is not known"));
        return this;
    }

    Rendering global(String name, Value value) {
        globals.put(name, value);
        return this;
    }

    Rendering limits(Limits newLimits) {
        limits = newLimits;
        return this;
    }

    Rendering dialect(Dialect newDialect) {
        dialect = newDialect;
        return this;
    }

    String render(String template) {
        return map(template).text();
    }

    MappedText map(String template) {
        SourceFile file = new SourceFile("model.sql", template);
        return new Evaluation(TemplateParser.parse(file, dialect), this, Library.JINJA, new Budget(limits, () -> false))
                .text();
    }

    Value value(String template) {
        SourceFile file = new SourceFile("model.yml", template);
        return new Evaluation(TemplateParser.parse(file, dialect), this, Library.JINJA, new Budget(limits, () -> false))
                .value();
    }

    List<String> holes() {
        return holes;
    }

    List<String> undecided() {
        return undecided;
    }

    List<TemplateException> errors() {
        return errors;
    }

    List<Location> places() {
        return places;
    }

    @Override
    public Optional<Value> global(String name) {
        return Optional.ofNullable(globals.get(name));
    }

    @Override
    public String hole(UnknownValue value, Location place) {
        holes.add(value.reason());
        places.add(place);
        return StringValue.HOLE_PREFIX + holes.size();
    }

    @Override
    public void undecided(String reason, Location place) {
        undecided.add(reason);
        places.add(place);
    }

    @Override
    public void failed(TemplateException error, Location place) {
        errors.add(error);
        places.add(place);
    }
}
