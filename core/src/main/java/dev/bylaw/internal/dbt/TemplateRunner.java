package dev.bylaw.internal.dbt;

import dev.bylaw.internal.dbt.render.RenderedTemplate;
import dev.bylaw.internal.dbt.render.Templates;
import dev.bylaw.internal.text.SourceFile;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Origin;
import dev.bylaw.workspace.Position;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Renders the templates of resources, and texts inside YAML files that are templates. Not thread-safe. */
final class TemplateRunner {
    /** Lines and columns before a text inside a file; a text further behind is located at the start of its file. */
    private static final int MOST_PADDING = 100_000;

    private final Templates templates;
    private final Map<String, RenderedTemplate> texts = new HashMap<>();

    TemplateRunner(Templates templates) {
        this.templates = templates;
    }

    /** A part of a file as a template of its own whose positions are those in the file. */
    static SourceFile part(SourceFile file, int start, int end) {
        return padded(file.path(), file.position(start), file.text().substring(start, end));
    }

    private static SourceFile padded(String path, Position position, String text) {
        if (position.line() + position.column() > MOST_PADDING) {
            return new SourceFile(path, text);
        }
        String padding = "\n".repeat(position.line() - 1) + " ".repeat(position.column() - 1);
        return new SourceFile(path, padding + text);
    }

    /** Renders the template of a resource, and once more as incremental where it asks for that. */
    void render(NodeDraft draft, SourceFile template, Tree.Mapping config) {
        RenderedTemplate full = templates.render(request(draft, template, config, false));
        draft.rendered(full);
        if (full.askedIncremental()) {
            draft.incremental = Optional.of(templates.render(request(draft, template, config, true)));
        }
    }

    private static Templates.Request request(
            NodeDraft draft, SourceFile template, Tree.Mapping config, boolean incremental) {
        return new Templates.Request(template, draft.project.name(), draft.uniqueId(), draft.name, config, incremental);
    }

    /** Renders a text that stands somewhere in a file, for the references and macros it uses. */
    RenderedTemplate render(NodeDraft draft, Tree text) {
        String source = Trees.text(text).orElse("");
        Location place = Trees.place(text, Location.startOf(draft.file.path()));
        String key = draft.project.name() + "\0" + place + "\0" + source;
        RenderedTemplate known = texts.get(key);
        if (known == null) {
            SourceFile file = padded(place.file(), place.start(), source);
            known = templates.render(request(draft, file, Trees.emptyMapping(Origin.DEFAULT), false));
            texts.put(key, known);
        }
        return known;
    }

    /** Renders a call that makes a name of a resource, whose references and macros do not count. */
    RenderedTemplate name(NodeDraft draft, String call) {
        return templates.render(request(draft, new SourceFile(draft.file.path(), call), draft.config.build(), false));
    }

    /** Renders the hooks of a resource, whose references and macros count as its own. */
    void hooks(NodeDraft draft) {
        Tree.Mapping config = draft.config.build();
        for (String key : new String[] {"pre-hook", "post-hook"}) {
            Trees.sequence(config, key)
                    .ifPresent(hooks -> hooks.items().forEach(hook -> {
                        Optional<Tree> sql =
                                hook instanceof Tree.Mapping mapping ? mapping.get("sql") : Optional.empty();
                        sql.filter(text -> Trees.text(text)
                                        .filter(ValueRenderer::isTemplate)
                                        .isPresent())
                                .ifPresent(text -> {
                                    RenderedTemplate rendered = render(draft, text);
                                    draft.references.addAll(rendered.references());
                                    draft.noteOpen(rendered.open());
                                    draft.macros.addAll(rendered.macros());
                                });
                    }));
        }
    }
}
