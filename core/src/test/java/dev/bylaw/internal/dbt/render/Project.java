package dev.bylaw.internal.dbt.render;

import dev.bylaw.internal.text.SourceFile;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.workspace.Origin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A small project for a test. */
final class Project {
    private final List<SourceFile> macros = new ArrayList<>();
    private final Map<String, List<SourceFile>> packages = new LinkedHashMap<>();
    private final Map<String, Object> packageVariables = new LinkedHashMap<>();
    private Map<String, Object> variables = Map.of();
    private UnaryOperator<TemplatesBuilder> settings = builder -> builder;
    private boolean incremental;
    private Map<String, Object> config = Map.of();
    private String packageName = "shop";

    /** A project on an adapter. */
    static Project on(String adapter) {
        return new Project().with(builder -> builder.adapter(adapter).target(target("type", adapter, "name", "dev")));
    }

    static Project plain() {
        return on("duckdb");
    }

    static Tree.Mapping target(Object... pairs) {
        Map<String, Object> entries = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            entries.put((String) pairs[i], pairs[i + 1]);
        }
        return (Tree.Mapping) ProjectFolder.tree(entries);
    }

    Project with(UnaryOperator<TemplatesBuilder> more) {
        UnaryOperator<TemplatesBuilder> before = settings;
        settings = builder -> more.apply(before.apply(builder));
        return this;
    }

    Project macro(String text) {
        macros.add(new SourceFile("macros/m" + macros.size() + ".sql", text));
        return this;
    }

    Project packageMacro(String name, String text) {
        List<SourceFile> files = packages.computeIfAbsent(name, key -> new ArrayList<>());
        files.add(new SourceFile("dbt_packages/" + name + "/macros/m" + files.size() + ".sql", text));
        return this;
    }

    Project vars(Map<String, Object> newVariables) {
        variables = newVariables;
        return this;
    }

    Project packageVars(String name, Map<String, Object> newVariables) {
        packages.computeIfAbsent(name, key -> new ArrayList<>());
        packageVariables.put(name, newVariables);
        return this;
    }

    Project incremental() {
        incremental = true;
        return this;
    }

    Project config(Map<String, Object> before) {
        config = before;
        return this;
    }

    /** Renders models of this package from here on. */
    Project inPackage(String name) {
        packageName = name;
        return this;
    }

    Templates templates() {
        TemplatesBuilder builder =
                new TemplatesBuilder("shop").project("shop", macros, (Tree.Mapping) ProjectFolder.tree(variables));
        packages.forEach((name, files) -> builder.project(
                name, files, (Tree.Mapping) ProjectFolder.tree(packageVariables.getOrDefault(name, Map.of()))));
        return settings.apply(builder).build();
    }

    RenderedTemplate render(String template) {
        return templates().render(request(template));
    }

    Templates.Request request(String template) {
        return new Templates.Request(
                new SourceFile("models/orders.sql", template),
                packageName,
                "model." + packageName + ".orders",
                "orders",
                (Tree.Mapping) ProjectFolder.tree(config),
                incremental);
    }

    /** {@return the text of a template, without white space around it} */
    String text(String template) {
        return render(template).text().text().strip();
    }

    /** {@return a mapping of the values of a configuration} */
    static Object value(Tree tree) {
        if (tree instanceof Tree.Mapping mapping) {
            Map<String, Object> entries = new LinkedHashMap<>();
            mapping.entries().forEach((key, entry) -> entries.put(key, value(entry.value())));
            mapping.open().ifPresent(reason -> entries.put("(open)", reason));
            return entries;
        }
        if (tree instanceof Tree.Sequence sequence) {
            List<Object> items = new ArrayList<>();
            sequence.items().forEach(item -> items.add(value(item)));
            sequence.open().ifPresent(reason -> items.add("(open) " + reason));
            return items;
        }
        return tree instanceof Tree.Scalar scalar ? scalar.value() : "(unknown) " + ((Tree.Unknown) tree).reason();
    }

    /** {@return the place of a tree as {@code file:line:column-line:column}} */
    static String place(Tree tree) {
        return place(tree.origin());
    }

    static String place(Origin origin) {
        return origin.location().map(Project::place).orElse("nowhere");
    }

    static String place(dev.bylaw.workspace.Location location) {
        return location.file() + ":" + location.start().line() + ":"
                + location.start().column() + "-" + location.end().line() + ":"
                + location.end().column();
    }

    static Optional<Reference> reference(RenderedTemplate rendered, String name) {
        return rendered.references().stream()
                .filter(one -> one instanceof Reference.Ref ref && ref.name().equals(name)
                        || one instanceof Reference.Source source
                                && source.table().equals(name))
                .findFirst();
    }
}
