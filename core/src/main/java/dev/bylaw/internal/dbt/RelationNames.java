package dev.bylaw.internal.dbt;

import dev.bylaw.internal.dbt.render.Hole;
import dev.bylaw.internal.dbt.render.RenderedTemplate;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.workspace.Origin;
import dev.bylaw.workspace.Problem;
import java.util.List;
import java.util.Optional;

/**
 * The names of relations in the warehouse, where dbt's own macros make them; a project may define other macros, and then
 * the names are not known.
 *
 * <p>Source: dbt-adapters, {@code macros/get_custom_name}; dbt-core 1.11, {@code dbt/parser/base.py}
 * ({@code RelationUpdate}).
 */
final class RelationNames {
    private final ReadContext context;
    private final MacroIndex macros;
    private final TemplateRunner runner;

    RelationNames(ReadContext context, MacroIndex macros, TemplateRunner runner) {
        this.context = context;
        this.macros = macros;
        this.runner = runner;
    }

    /** Why a name cannot be told: a macro of the project makes it. */
    private Optional<String> custom(NodeDraft draft, String component) {
        String macro = "generate_" + component + "_name";
        for (String packageName : List.of(draft.project.name(), context.root().name())) {
            if (macros.has(packageName, macro)) {
                return Optional.of("the macro " + MacroIndex.id(packageName, macro) + " makes the name");
            }
        }
        String dispatched = context.adapter().orElse("default") + "__" + macro;
        return macros.has(context.root().name(), dispatched)
                        || macros.has(context.root().name(), "default__" + macro)
                ? Optional.of("a macro of the project makes the name")
                : Optional.empty();
    }

    /** The name that a macro of the project makes of what is configured. */
    private Tree made(NodeDraft draft, String component, Optional<Tree> configured, String macro) {
        Origin origin = configured.map(Tree::origin).orElse(Origin.DEFAULT);
        if (configured.isPresent() && !(configured.get() instanceof Tree.Scalar)) {
            return new Tree.Unknown(macro, origin);
        }
        String value = configured.map(PythonText::repr).orElse("none");
        RenderedTemplate rendered = runner.name(draft, "{{ generate_" + component + "_name(" + value + ", model) }}");
        Optional<String> reason = rendered.failure()
                .map(Problem::message)
                .or(() -> rendered.holes().stream().map(Hole::reason).findFirst());
        return reason.<Tree>map(why -> new Tree.Unknown(macro + ": " + why, origin))
                .orElseGet(() -> new Tree.Scalar(rendered.text().text().strip(), origin));
    }

    private static Optional<Tree> given(NodeDraft draft, String key) {
        return draft.lastConfig.get(key).filter(value -> !Trees.isNull(value));
    }

    private static Tree stripped(Tree value) {
        return Trees.text(value)
                .<Tree>map(text -> new Tree.Scalar(text.strip(), value.origin()))
                .orElse(value);
    }

    Tree alias(NodeDraft draft) {
        Optional<Tree> own = given(draft, "alias").filter(Trees::isTruthy);
        Optional<String> custom = custom(draft, "alias");
        if (custom.isPresent()) {
            return made(draft, "alias", own, custom.get());
        }
        if (own.isPresent()) {
            return stripped(own.get());
        }
        String version = draft.version
                .filter(Trees::isTruthy)
                .map(v -> "_v" + PythonText.str(v).replace(".", "_"))
                .orElse("");
        return new Tree.Scalar(draft.name + version, Origin.of(draft.location, "file name"));
    }

    Tree schema(NodeDraft draft) {
        Optional<Tree> target = given(draft, "target_schema").filter(Trees::isTruthy);
        if (draft.type == ResourceType.SNAPSHOT && target.isPresent()) {
            return target.get();
        }
        Optional<String> custom = custom(draft, "schema");
        if (custom.isPresent()) {
            return made(draft, "schema", given(draft, "schema"), custom.get());
        }
        Tree base = context.target().schema();
        Optional<Tree> own = given(draft, "schema");
        if (own.isEmpty() || base instanceof Tree.Unknown) {
            return base;
        }
        return Trees.text(own.get())
                .<Tree>map(text -> new Tree.Scalar(
                        PythonText.str(base) + "_" + text.strip(), own.get().origin()))
                .orElse(own.get());
    }

    Tree database(NodeDraft draft) {
        Optional<Tree> target = given(draft, "target_database").filter(Trees::isTruthy);
        if (draft.type == ResourceType.SNAPSHOT && target.isPresent()) {
            return target.get();
        }
        Optional<String> custom = custom(draft, "database");
        if (custom.isPresent()) {
            return made(draft, "database", given(draft, "database"), custom.get());
        }
        return given(draft, "database")
                .map(RelationNames::stripped)
                .orElse(context.target().database());
    }
}
