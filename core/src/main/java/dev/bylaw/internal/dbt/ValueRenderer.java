package dev.bylaw.internal.dbt;

import dev.bylaw.internal.dbt.render.Templates;
import dev.bylaw.internal.tree.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Renders the texts of YAML values as dbt does when it reads a file: each text for itself, keys not, and some paths not
 * at all, since dbt renders them later.
 *
 * <p>Source: dbt-core 1.11, {@code dbt/config/renderer.py}, {@code dbt/parser/schema_renderer.py},
 * {@code dbt/clients/jinja.py} ({@code get_rendered}).
 */
final class ValueRenderer {
    /** The index of any item in a path. */
    static final String ITEM = "[]";

    private final Templates templates;
    private final String packageName;

    ValueRenderer(Templates templates, String packageName) {
        this.templates = templates;
        this.packageName = packageName;
    }

    /**
     * Renders a value.
     *
     * @param tree the value
     * @param kept which paths stay as they are; a path holds the keys that lead to a value, {@link #ITEM} for an item
     */
    Tree render(Tree tree, Predicate<List<String>> kept) {
        return render(tree, new ArrayList<>(), kept);
    }

    private Tree render(Tree tree, List<String> path, Predicate<List<String>> kept) {
        if (tree instanceof Tree.Mapping mapping) {
            Map<String, Tree.Entry> entries = new LinkedHashMap<>();
            mapping.entries().forEach((key, entry) -> {
                path.add(key);
                entries.put(key, new Tree.Entry(entry.key(), render(entry.value(), path, kept)));
                path.remove(path.size() - 1);
            });
            return new Tree.Mapping(entries, mapping.open(), mapping.origin());
        }
        if (tree instanceof Tree.Sequence sequence) {
            List<Tree> items = new ArrayList<>();
            path.add(ITEM);
            sequence.items().forEach(item -> items.add(render(item, path, kept)));
            path.remove(path.size() - 1);
            return new Tree.Sequence(items, sequence.open(), sequence.origin());
        }
        if (tree instanceof Tree.Scalar scalar && scalar.value() instanceof String text && !kept.test(path)) {
            return text(scalar, text);
        }
        return tree;
    }

    private Tree text(Tree.Scalar scalar, String text) {
        if (isTemplate(text)) {
            return templates.renderValues(scalar, packageName);
        }
        // A template loses the line break at its end.
        return text.endsWith("\n") ? new Tree.Scalar(text.substring(0, text.length() - 1), scalar.origin()) : scalar;
    }

    /** Whether a text has anything of a template in it. */
    static boolean isTemplate(String text) {
        for (int at = text.indexOf('{'); at >= 0 && at + 1 < text.length(); at = text.indexOf('{', at + 1)) {
            char next = text.charAt(at + 1);
            if (next == '{' || next == '%' || next == '#') {
                return true;
            }
        }
        return text.contains("}}") || text.contains("%}") || text.contains("#}");
    }
}
