package dev.bylaw.internal.dbt.render;

import dev.bylaw.internal.jinja.syntax.Dialect;
import dev.bylaw.internal.jinja.syntax.Statement;
import dev.bylaw.internal.jinja.syntax.Template;
import dev.bylaw.internal.jinja.syntax.TemplateParser;
import dev.bylaw.internal.jinja.value.TemplateException;
import dev.bylaw.internal.text.MappedText;
import dev.bylaw.internal.text.SourceFile;
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
import java.util.TreeSet;

/** Renders templates with the interpreter of {@code internal.jinja} in dbt's context. Thread-safe. */
final class DbtTemplates implements Templates {
    private static final ContextNames MODEL_NAMES = ContextNames.ofModels();
    private static final ContextNames PROPERTIES_NAMES = ContextNames.ofProperties();
    private static final ContextNames PROJECT_NAMES = ContextNames.ofProjectFile();

    private final ProjectContext project;

    DbtTemplates(ProjectContext project) {
        this.project = project;
    }

    /** A rendering with what was found out on the way. */
    private record Pass(RenderSession session, MappedText text, List<Hole> holes, Optional<Problem> failure) {
        private OpenReferences open() {
            OpenReferences open = session.openReferences();
            return new OpenReferences(
                    failure.map(Problem::message).or(open::any), open.foreign(), open.named(), open.doubtful());
        }

        private boolean isBlank() {
            return text.text().isBlank();
        }
    }

    @Override
    public RenderedTemplate render(Request request) {
        Template template;
        try {
            template = TemplateParser.parse(request.file(), Dialect.DBT);
        } catch (TemplateException e) {
            Location place =
                    e.location().orElseGet(() -> Location.startOf(request.file().path()));
            return result(skeleton(request, RenderSession.problem(e, place)), Optional.empty());
        }
        List<Statement> body = section(template, request.name());
        // dbt parses a template without a warehouse first; what it finds then is what counts for its graph.
        Pass parsed = pass(request, template, body, false);
        if (!parsed.session.askedExecute() && parsed.holes.isEmpty() && !parsed.isBlank()) {
            return result(parsed, Optional.empty());
        }
        Pass executed = pass(request, template, body, true);
        return result(parsed, Optional.of(executed));
    }

    /** Of a file with snapshot blocks, the block with the name; else everything. */
    private static List<Statement> section(Template template, String name) {
        for (Statement statement : template.body()) {
            if (statement instanceof Statement.Section section
                    && section.kind().equals("snapshot")
                    && section.name().equals(name)) {
                return section.body();
            }
        }
        return template.body();
    }

    private Pass pass(Request request, Template template, List<Statement> body, boolean execute) {
        RenderSession session =
                new RenderSession(project, request, template, execute, MODEL_NAMES, NativeMark.TEXT_LIBRARY);
        try {
            MappedText text = session.evaluation().text(body);
            return new Pass(session, text, session.holesIn(text.text()), session.failure());
        } catch (TemplateException e) {
            return skeleton(request, RenderSession.problem(e, session.machine().place()));
        }
    }

    private Pass skeleton(Request request, Problem failure) {
        Template template = Skeleton.of(request.file(), failure.message());
        RenderSession session =
                new RenderSession(project, request, template, false, MODEL_NAMES, NativeMark.TEXT_LIBRARY);
        Location place = failure.location().orElseThrow();
        Hole hole = new Hole("", failure.message(), place);
        List<Hole> holes = new ArrayList<>(List.of(hole));
        try {
            MappedText text = session.evaluation().text();
            holes.addAll(session.holesIn(text.text()));
            return new Pass(session, text, holes, Optional.of(failure));
        } catch (TemplateException e) {
            return new Pass(session, new MappedText(request.file(), "", List.of()), holes, Optional.of(failure));
        }
    }

    /** Unites what dbt sees when it parses with what it sees when it compiles. */
    private static RenderedTemplate result(Pass parsed, Optional<Pass> executed) {
        Pass shown = executed.filter(pass -> isBetter(pass, parsed)).orElse(parsed);
        Set<Hole> holes = new LinkedHashSet<>(shown.holes);
        if (executed.isPresent() && shown == parsed && !sameText(parsed, executed.get())) {
            // What dbt compiles depends on answers of the warehouse, which the shown text does without.
            executed.get().holes.forEach(hole -> holes.add(new Hole("", hole.reason(), hole.location())));
        }
        RenderSession session = parsed.session;
        Map<String, Reference> relations = shown.session.references().in(shown.text.text());
        boolean askedIncremental = session.askedIncremental()
                || executed.map(pass -> pass.session.askedIncremental()).orElse(false);
        return new RenderedTemplate(
                shown.text,
                session.config(),
                references(session, executed),
                relations,
                new TreeSet<>(session.macros()),
                parsed.open(),
                new ArrayList<>(holes),
                parsed.failure.map(Problem::message).or(session::graphOpen),
                parsed.failure.or(() -> executed.flatMap(Pass::failure)),
                askedIncremental);
    }

    /** Whether the text of compiling is the better one: without failure, complete, or with fewer holes. */
    private static boolean isBetter(Pass executed, Pass parsed) {
        if (executed.failure.isPresent() != parsed.failure.isPresent()) {
            return parsed.failure.isPresent();
        }
        if (executed.isBlank() != parsed.isBlank()) {
            return parsed.isBlank();
        }
        return parsed.session.stoodIn() || executed.holes.size() <= parsed.holes.size();
    }

    private static boolean sameText(Pass one, Pass other) {
        return one.text.text().replaceAll("\\s+", "").equals(other.text.text().replaceAll("\\s+", ""));
    }

    private static List<Reference> references(RenderSession session, Optional<Pass> executed) {
        Map<Reference, Reference> all = new LinkedHashMap<>();
        session.references().all().forEach(reference -> all.put(key(reference), reference));
        executed.ifPresent(pass -> pass.session
                .references()
                .all()
                .forEach(reference -> all.putIfAbsent(key(reference), untaken(reference))));
        return new ArrayList<>(all.values());
    }

    private static Reference key(Reference reference) {
        Location nowhere = Location.startOf("");
        if (reference instanceof Reference.Ref ref) {
            return new Reference.Ref(ref.packageName(), ref.name(), ref.version(), nowhere, false);
        }
        Reference.Source source = (Reference.Source) reference;
        return new Reference.Source(source.source(), source.table(), nowhere, false);
    }

    private static Reference untaken(Reference reference) {
        if (reference instanceof Reference.Ref ref) {
            return new Reference.Ref(ref.packageName(), ref.name(), ref.version(), ref.location(), true);
        }
        Reference.Source source = (Reference.Source) reference;
        return new Reference.Source(source.source(), source.table(), source.location(), true);
    }

    @Override
    public Tree renderValues(Tree tree, String packageName) {
        return new ValueRenderer(project, PROPERTIES_NAMES, packageName).render(tree);
    }

    @Override
    public Tree renderProjectValues(Tree tree) {
        return new ValueRenderer(project, PROJECT_NAMES, project.name()).render(tree);
    }

    @Override
    public RenderedTemplate renderText(Tree.Scalar text, Request node) {
        String template = text.value() instanceof String string ? string : "";
        SourceFile file = new SourceFile(node.file().path(), template);
        RenderedTemplate rendered = render(
                new Request(file, node.packageName(), node.uniqueId(), node.name(), node.config(), node.incremental()));
        return text.origin()
                .location()
                .map(place -> new Relocation(place).of(rendered))
                .orElse(rendered);
    }

    @Override
    public List<Problem> problems() {
        return project.macros().problems();
    }
}
