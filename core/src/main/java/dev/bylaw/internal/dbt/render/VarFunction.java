package dev.bylaw.internal.dbt.render;

import dev.bylaw.internal.jinja.syntax.Dialect;
import dev.bylaw.internal.jinja.syntax.TemplateParser;
import dev.bylaw.internal.jinja.value.Arguments;
import dev.bylaw.internal.jinja.value.BooleanValue;
import dev.bylaw.internal.jinja.value.CallableValue;
import dev.bylaw.internal.jinja.value.FunctionValue;
import dev.bylaw.internal.jinja.value.Machine;
import dev.bylaw.internal.jinja.value.StringValue;
import dev.bylaw.internal.jinja.value.TemplateException;
import dev.bylaw.internal.jinja.value.UnknownValue;
import dev.bylaw.internal.jinja.value.Value;
import dev.bylaw.internal.text.SourceFile;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.workspace.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code var}: variables of the command line, then of the root project, then of the package itself; those for the package
 * before those for all. In the templates of nodes their texts are rendered when they are used.
 */
final class VarFunction implements CallableValue {
    private final RenderSession session;
    private final List<Tree.Mapping> sources;
    private final boolean rendered;

    private VarFunction(RenderSession session, List<Tree.Mapping> sources, boolean rendered) {
        this.session = session;
        this.sources = sources;
        this.rendered = rendered;
    }

    /** {@return the function of the templates of nodes} */
    static VarFunction ofNode(RenderSession session) {
        return new VarFunction(session, sources(session), true);
    }

    /** {@return the function of properties files} */
    static VarFunction ofProperties(RenderSession session) {
        return new VarFunction(session, sources(session), false);
    }

    /** {@return the function of project files, which knows only the variables of the command line} */
    static VarFunction ofCommandLine(RenderSession session) {
        return new VarFunction(session, List.of(session.project().commandLineVariables()), false);
    }

    private static List<Tree.Mapping> sources(RenderSession session) {
        ProjectContext project = session.project();
        String packageName = session.request().packageName();
        List<Tree.Mapping> sources = new ArrayList<>(List.of(project.commandLineVariables()));
        addSources(project, project.name(), packageName, sources);
        if (!packageName.equals(project.name())) {
            addSources(project, packageName, packageName, sources);
        }
        return sources;
    }

    private static void addSources(
            ProjectContext project, String owner, String packageName, List<Tree.Mapping> sources) {
        Tree.Mapping all = project.variables().get(owner);
        if (all != null) {
            all.get(packageName)
                    .filter(Tree.Mapping.class::isInstance)
                    .ifPresent(own -> sources.add((Tree.Mapping) own));
            sources.add(all);
        }
    }

    private Optional<Tree> raw(String name) {
        for (Tree.Mapping source : sources) {
            Optional<Tree> found = source.get(name);
            if (found.isPresent()) {
                return found;
            }
            if (source.open().isPresent()) {
                return Optional.of(new Tree.Unknown(source.open().get(), source.origin()));
            }
        }
        return Optional.empty();
    }

    @Override
    public Value call(Arguments arguments, Machine machine) {
        List<Optional<Value>> bound = arguments.bind("var", 1, "var_name", "default");
        Value name = bound.get(0).orElseThrow();
        if (name.unknown().isPresent()) {
            return new UnknownValue(name.unknown().get());
        }
        if (!(name instanceof StringValue text)) {
            return bound.get(1).orElseGet(() -> new UnknownValue("the name of a variable is not a text"));
        }
        Optional<Tree> found = raw(text.text());
        if (found.isEmpty()) {
            return bound.get(1)
                    .orElseGet(() -> new UnknownValue("var('" + text.text() + "') is not set and has no default"));
        }
        return rendered ? render(text.text(), found.get()) : TreeValues.toValue(found.get());
    }

    private Value render(String name, Tree raw) {
        if (!(raw instanceof Tree.Scalar scalar)
                || !(scalar.value() instanceof String text)
                || !ValueRenderer.isTemplate(text)) {
            return TreeValues.toValue(raw);
        }
        return session.once("var " + name, owner -> {
            String path = raw.origin().location().map(Location::file).orElse("vars");
            try {
                Value value = owner.evaluation().render(TemplateParser.parse(new SourceFile(path, text), Dialect.DBT));
                return value instanceof StringValue string && string.unknown().isPresent()
                        ? new UnknownValue(
                                "var('" + name + "'): " + string.unknown().get())
                        : value;
            } catch (TemplateException e) {
                throw TemplateException.error("var('" + name + "') cannot be rendered: " + e.getMessage());
            }
        });
    }

    @Override
    public Optional<Value> attribute(String name, Machine machine) {
        return name.equals("has_var")
                ? Optional.of(new FunctionValue(name, (arguments, caller) -> {
                    Value wanted = arguments.bind(name, 1, "var_name").get(0).orElseThrow();
                    if (!(wanted instanceof StringValue text) || text.unknown().isPresent()) {
                        return new UnknownValue(wanted.unknown().orElse("the name of a variable is not a text"));
                    }
                    Optional<Tree> found = raw(text.text());
                    return found.filter(Tree.Unknown.class::isInstance)
                            .<Value>map(unknown -> new UnknownValue(((Tree.Unknown) unknown).reason()))
                            .orElse(BooleanValue.of(found.isPresent()));
                }))
                : Optional.empty();
    }

    @Override
    public String typeName() {
        return "Var";
    }
}
