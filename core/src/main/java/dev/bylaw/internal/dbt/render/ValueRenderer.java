package dev.bylaw.internal.dbt.render;

import dev.bylaw.internal.jinja.syntax.Dialect;
import dev.bylaw.internal.jinja.syntax.Template;
import dev.bylaw.internal.jinja.syntax.TemplateParser;
import dev.bylaw.internal.jinja.value.TemplateException;
import dev.bylaw.internal.jinja.value.Value;
import dev.bylaw.internal.text.SourceFile;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Origin;
import dev.bylaw.workspace.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Renders the texts of trees as dbt's native environment does. */
final class ValueRenderer {
    private static final Pattern TEMPLATE = Pattern.compile("\\{[{%#]|[#}%]\\}");

    private final ProjectContext project;
    private final ContextNames names;
    private final String packageName;

    ValueRenderer(ProjectContext project, ContextNames names, String packageName) {
        this.project = project;
        this.names = names;
        this.packageName = packageName;
    }

    /** {@return whether dbt takes a text for a template} */
    static boolean isTemplate(String text) {
        return TEMPLATE.matcher(text).find();
    }

    /** {@return the tree with all texts rendered} */
    Tree render(Tree tree) {
        if (tree instanceof Tree.Mapping mapping) {
            Map<String, Tree.Entry> entries = new LinkedHashMap<>();
            mapping.entries()
                    .forEach((key, entry) -> entries.put(key, new Tree.Entry(entry.key(), render(entry.value()))));
            return new Tree.Mapping(entries, mapping.open(), mapping.origin());
        }
        if (tree instanceof Tree.Sequence sequence) {
            List<Tree> items = new ArrayList<>();
            sequence.items().forEach(item -> items.add(render(item)));
            return new Tree.Sequence(items, sequence.open(), sequence.origin());
        }
        return tree instanceof Tree.Scalar scalar && scalar.value() instanceof String text && isTemplate(text)
                ? render(text, scalar.origin())
                : tree;
    }

    private Tree render(String text, Origin origin) {
        Location place = origin.location().orElse(Location.startOf("value"));
        SourceFile file = new SourceFile(place.file(), text);
        Templates.Request request =
                new Templates.Request(file, packageName, "", "", new Tree.Mapping(Map.of(), Origin.DEFAULT), false);
        try {
            Template template = TemplateParser.parse(file, Dialect.DBT);
            RenderSession session =
                    new RenderSession(project, request, template, false, names, NativeMark.NATIVE_LIBRARY);
            Value value = session.evaluation().value();
            Optional<Problem> failure = session.failure();
            if (failure.isPresent()) {
                return failed(text, failure.get().message(), origin);
            }
            Value meant = value instanceof NativeMark mark ? mark.read() : value;
            Tree tree = TreeValues.toTree(meant, Optional.empty(), place, origin.layer(), session.machine());
            return origin.location().isPresent() ? tree : withOrigin(tree, origin);
        } catch (TemplateException e) {
            return failed(text, e.getMessage(), origin);
        }
    }

    /** A value that no file states has no place. */
    private static Tree withOrigin(Tree tree, Origin origin) {
        if (tree instanceof Tree.Scalar scalar) {
            return new Tree.Scalar(scalar.value(), origin);
        }
        return tree instanceof Tree.Unknown unknown ? new Tree.Unknown(unknown.reason(), origin) : tree;
    }

    private static Tree failed(String text, String message, Origin origin) {
        String shown = text.length() > 60 ? text.substring(0, 60) + "..." : text;
        return new Tree.Unknown("cannot render " + shown.strip().replace('\n', ' ') + ": " + message, origin);
    }
}
