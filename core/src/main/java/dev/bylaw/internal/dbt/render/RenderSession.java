package dev.bylaw.internal.dbt.render;

import dev.bylaw.internal.jinja.run.Evaluation;
import dev.bylaw.internal.jinja.run.Host;
import dev.bylaw.internal.jinja.run.Library;
import dev.bylaw.internal.jinja.syntax.Template;
import dev.bylaw.internal.jinja.value.Budget;
import dev.bylaw.internal.jinja.value.CallSite;
import dev.bylaw.internal.jinja.value.Machine;
import dev.bylaw.internal.jinja.value.StringValue;
import dev.bylaw.internal.jinja.value.TemplateException;
import dev.bylaw.internal.jinja.value.UnknownValue;
import dev.bylaw.internal.jinja.value.Value;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.Supplier;

/** One evaluation of one template: what it was told, and what it found out. Not thread-safe. */
final class RenderSession implements Host {
    /** More holes than this are not told apart. */
    private static final int MAX_HOLES = 1_000;

    private static final int MAX_CONFIG_CALLS = 1_000;

    private final ProjectContext project;
    private final Templates.Request request;
    private final boolean execute;
    private final ContextNames names;
    private final Evaluation evaluation;
    private final References references;
    private final List<Tree.Mapping> config = new ArrayList<>();
    private final Set<String> macros = new TreeSet<>();
    private final Map<String, Hole> holes = new LinkedHashMap<>();
    private final Set<Hole> conditions = new LinkedHashSet<>();
    private final Map<String, Value> values = new LinkedHashMap<>();
    private final int firstHole;
    private final Map<String, String> maybeNamed = new TreeMap<>();
    private Optional<String> anyReference = Optional.empty();
    private Optional<String> foreignReference = Optional.empty();
    private Optional<Problem> failure = Optional.empty();
    private boolean stoodIn;
    private Optional<String> graphOpen = Optional.empty();
    private int macroDepth;
    private boolean askedExecute;
    private boolean askedIncremental;

    RenderSession(
            ProjectContext project,
            Templates.Request request,
            Template template,
            boolean execute,
            ContextNames names,
            Library library) {
        if (project.cancelled().getAsBoolean()) {
            // Nothing is kept of what is read for a check that is over.
            throw new CancellationException("the check was cancelled or took too long");
        }
        this.project = project;
        this.request = request;
        this.execute = execute;
        this.names = names;
        this.evaluation = new Evaluation(template, this, library, new Budget(project.limits(), project.cancelled()));
        String text = template.file().text();
        this.references = new References(text, evaluation::isMaybe);
        SortedSet<Integer> taken = Markers.in(text, StringValue.HOLE_PREFIX);
        this.firstHole = taken.isEmpty() ? 0 : taken.last();
    }

    ProjectContext project() {
        return project;
    }

    Templates.Request request() {
        return request;
    }

    Evaluation evaluation() {
        return evaluation;
    }

    Machine machine() {
        return evaluation.machine();
    }

    References references() {
        return references;
    }

    /** Notes that any relation may be referred to. */
    void mayReferToAny(String reason) {
        if (!evaluation.isUntaken() && anyReference.isEmpty()) {
            anyReference = Optional.of(reason);
        }
    }

    /** Notes that a source or something of another package may be referred to. */
    void mayReferToForeign(String reason) {
        if (!evaluation.isUntaken() && foreignReference.isEmpty()) {
            foreignReference = Optional.of(reason);
        }
    }

    /** Notes that a relation of this name may be referred to. */
    void mayReferTo(String name, String reason) {
        if (!evaluation.isUntaken()) {
            maybeNamed.putIfAbsent(name, reason);
        }
    }

    /** {@return what else may be referred to} */
    OpenReferences openReferences() {
        String condition = conditions.stream()
                .findFirst()
                .map(Hole::reason)
                .orElse("it is used under a condition that is not known");
        Map<Reference, String> doubtful = new LinkedHashMap<>();
        references.doubtful().forEach(reference -> doubtful.put(reference, condition));
        return new OpenReferences(
                failure.map(Problem::message).or(() -> anyReference), foreignReference, maybeNamed, doubtful);
    }

    /** {@return the calls of {@code config} so far} */
    List<Tree.Mapping> config() {
        return config;
    }

    /** Notes a call of {@code config}. */
    void note(Tree.Mapping call) {
        if (config.size() >= MAX_CONFIG_CALLS) {
            throw TemplateException.limit("more than " + MAX_CONFIG_CALLS + " calls of config()");
        }
        config.add(call);
    }

    Set<String> macros() {
        return macros;
    }

    Optional<Problem> failure() {
        return failure;
    }

    /** {@return why there may be further references and macros} */
    Optional<String> graphOpen() {
        return graphOpen;
    }

    /** Notes that something was called that cannot be known and may refer to anything, and gives the unknown result. */
    UnknownValue calledUnknown(UnknownValue result) {
        openGraph(result.reason());
        mayReferToAny(result.reason());
        return result;
    }

    /** Notes that something was called that cannot be known and refers to no model of the project by itself. */
    UnknownValue calledForeign(UnknownValue result) {
        openGraph(result.reason());
        mayReferToForeign(result.reason());
        return result;
    }

    private void openGraph(String reason) {
        if (!evaluation.isUntaken() && graphOpen.isEmpty()) {
            graphOpen = Optional.of(reason);
        }
    }

    boolean askedExecute() {
        return askedExecute;
    }

    boolean askedIncremental() {
        return askedIncremental;
    }

    /** {@return whether warehouse calls are made, in the sense of dbt} */
    boolean execute() {
        askedExecute = true;
        machine().environment();
        return execute;
    }

    /**
     * What the warehouse answers. Nobody asks it while dbt parses; a fixed answer stands in.
     *
     * @param parsing the answer that dbt gives while it parses
     * @param running the answer of a run
     * @return the answer
     */
    Value answer(Value parsing, Supplier<Value> running) {
        if (execute()) {
            return running.get();
        }
        stoodIn = true;
        return parsing;
    }

    /** {@return whether an answer of the warehouse was replaced by a fixed one} */
    boolean stoodIn() {
        return stoodIn;
    }

    /** {@return whether the run is incremental, in the sense of dbt} */
    boolean incremental() {
        askedIncremental = true;
        machine().environment();
        return request.incremental();
    }

    /** {@return the place of a call, in the template that is rendered} */
    Location place(Optional<CallSite> site) {
        return site.map(CallSite::location)
                .filter(place -> place.file().equals(request.file().path()))
                .orElseGet(machine()::place);
    }

    /** Notes the call of a macro, and makes it. */
    Value inMacro(String uniqueId, Supplier<Value> call) {
        if (macroDepth == 0 && !evaluation.isUntaken()) {
            macros.add(uniqueId);
        }
        macroDepth++;
        try {
            return call.get();
        } finally {
            macroDepth--;
        }
    }

    @Override
    public Optional<Value> global(String name) {
        Value known = values.get(name);
        if (known == null) {
            Optional<Value> found = names.find(name, this);
            if (found.isEmpty()) {
                return found;
            }
            known = found.get();
            if (names.isStable(name)) {
                values.put(name, known);
            }
        }
        return Optional.of(known);
    }

    @Override
    public String hole(UnknownValue value, Location place) {
        String key = value.reason() + "\u0000" + place + "\u0000" + value.inputs();
        Hole hole = holes.get(key);
        if (hole == null) {
            String marker = StringValue.HOLE_PREFIX + (firstHole + Math.min(holes.size(), MAX_HOLES) + 1);
            hole = new Hole(marker, value.reason(), place);
            if (holes.size() < MAX_HOLES) {
                holes.put(key, hole);
            }
        }
        return value.inputs().isEmpty() ? hole.marker() : hole.marker() + "(" + String.join(", ", value.inputs()) + ")";
    }

    @Override
    public void undecided(String reason, Location place) {
        openGraph(reason);
        if (!evaluation.isUntaken() && conditions.size() < MAX_HOLES) {
            conditions.add(new Hole("", reason, place));
        }
    }

    @Override
    public void failed(TemplateException error, Location place) {
        if (!evaluation.isUntaken() && failure.isEmpty()) {
            failure = Optional.of(problem(error, place));
        }
    }

    /** {@return the problem of an error} */
    static Problem problem(TemplateException error, Location place) {
        Problem.Kind kind =
                switch (error.kind()) {
                    case SYNTAX -> Problem.Kind.INVALID_SYNTAX;
                    case LIMIT -> Problem.Kind.LIMIT_EXCEEDED;
                    case ERROR, UNDEFINED, RAISED -> Problem.Kind.INVALID_CONTENT;
                };
        return Problem.at(place, kind, error.getMessage());
    }

    /** {@return the holes whose markers occur in a text, and those that stand for conditions} */
    List<Hole> holesIn(String text) {
        Set<String> markers = new LinkedHashSet<>();
        Markers.in(text, StringValue.HOLE_PREFIX).forEach(number -> markers.add(StringValue.HOLE_PREFIX + number));
        List<Hole> found = new ArrayList<>();
        holes.values().stream().filter(hole -> markers.contains(hole.marker())).forEach(found::add);
        found.addAll(conditions);
        return found;
    }

    /** {@return a value that is computed at most once per session} */
    Value once(String name, Function<RenderSession, Value> compute) {
        Value known = values.get(name);
        if (known == null) {
            known = compute.apply(this);
            values.put(name, known);
        }
        return known;
    }
}
